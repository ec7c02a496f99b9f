package dev.xdsi.imaging.reconciliation;

import dev.xdsi.imaging.publication.PublicationStatus;
import dev.xdsi.imaging.publication.PublicationStatus.State;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.imaging.publication.reports.ReportComparison;
import dev.xdsi.model.Oid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at studies one after the other, and lets the publication decide anew about those that have drifted. */
public final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int MOST = 200;
    /** So that a page of large studies is an answer and not a time-out. */
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(20);

    private final PublicationStore store;
    private final StudyComparison comparison;
    private final ReportComparison reports;
    private final Publisher.Timing timing;
    private final Runnable due;

    /** @param due told when a study may have become due */
    public Reconciliation(
            PublicationStore store,
            StudyComparison comparison,
            ReportComparison reports,
            Publisher.Timing timing,
            Runnable due) {
        this.store = store;
        this.comparison = comparison;
        this.reports = reports;
        this.timing = timing;
        this.due = due;
    }

    /**
     * How thoroughly to look, and what to do about it.
     *
     * @param digests whether every byte of every file is read, and not only whether it is there and as long as it was
     * @param repair whether studies that have drifted are published anew
     */
    public record Manner(boolean digests, boolean repair) {}

    /**
     * Some studies.
     *
     * @param next after which the next page begins; null where this was the last
     */
    public record Page(
            List<ReconciledStudy> studies, @Nullable Oid next) {
        public Page {
            studies = List.copyOf(studies);
        }
    }

    /** The studies after one, as many as a page holds and some seconds are enough for; at least one, where there is one. */
    public Page page(@Nullable Oid after, Manner manner) {
        Instant end = timing.clock().instant().plus(LONGEST_PAGE);
        List<Oid> some = store.studies(after, MOST);
        List<ReconciledStudy> looked = new ArrayList<>();
        for (Oid study : some) {
            of(study, manner).ifPresent(looked::add);
            if (timing.clock().instant().isAfter(end)) {
                return new Page(looked, study);
            }
        }
        return new Page(looked, some.size() < MOST ? null : some.getLast());
    }

    /** One study; empty where there is none. */
    public Optional<ReconciledStudy> of(Oid study, Manner manner) {
        Optional<PublicationStatus> before =
                store.status(study).filter(status -> status.progress().changes() > 0);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        ReconciledStudy looked = look(before.get(), manner.digests());
        if (manner.repair() && looked.isMendable() && repair(looked)) {
            LOG.info("study {} has drifted ({}) and is published anew", study, looked.drifts());
            due.run();
        }
        return Optional.of(looked);
    }

    private boolean repair(ReconciledStudy looked) {
        Instant now = timing.clock().instant();
        boolean reports = looked.drifts().containsKey(Drift.REPORTS) && this.reports.reconsider(looked.study(), now);
        return looked.hasManifestToMend() ? store.reconsider(looked.study(), now) || reports : reports;
    }

    private ReconciledStudy look(PublicationStatus before, boolean digests) {
        Oid study = before.study();
        return switch (state(before)) {
            case RECEIVING, DUE, PUBLISHING, DELAYED -> ReconciledStudy.underWay(study);
            case HELD, FAILED -> new ReconciledStudy(study, false, unpublished(study, digests));
            case PUBLISHED, WITHDRAWN, WITHHELD -> {
                Map<Drift, Integer> drifts = comparison.compare(before, digests);
                int unsettled = reports.unsettled(study);
                if (unsettled > 0) {
                    drifts.put(Drift.REPORTS, unsettled);
                }
                // What changed while it was looked at is no drift.
                yield store.status(study).filter(before::equals).isPresent()
                        ? new ReconciledStudy(study, false, drifts)
                        : ReconciledStudy.underWay(study);
            }
        };
    }

    /** It should be published, or withdrawn, and waits for somebody or for a partner that does not take it. */
    private Map<Drift, Integer> unpublished(Oid study, boolean digests) {
        Map<Drift, Integer> drifts = new EnumMap<>(Drift.class);
        int damaged = comparison.damaged(study, digests);
        if (damaged > 0) {
            drifts.put(Drift.DAMAGED, damaged);
        }
        int shared = comparison.shared(study);
        drifts.put(shared == 0 ? Drift.NOTHING_LEFT : Drift.UNPUBLISHED, shared);
        return drifts;
    }

    private State state(PublicationStatus status) {
        return status.state(timing.clock().instant(), timing.schedule().quietPeriod());
    }
}
