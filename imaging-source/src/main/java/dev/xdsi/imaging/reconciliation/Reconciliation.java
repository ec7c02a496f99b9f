package dev.xdsi.imaging.reconciliation;

import dev.xdsi.imaging.backfill.PacsHoldings;
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
    private final @Nullable RegisteredManifests registry;
    private final @Nullable PacsHoldings pacs;
    private final Publisher.Timing timing;
    private final Runnable due;

    /**
     * What studies are compared with.
     *
     * @param registry null where there is none to ask
     * @param pacs null where there is none
     */
    public record Beside(
            StudyComparison comparison,
            ReportComparison reports,
            @Nullable RegisteredManifests registry,
            @Nullable PacsHoldings pacs) {}

    /** @param due told when a study may have become due */
    public Reconciliation(PublicationStore store, Beside beside, Publisher.Timing timing, Runnable due) {
        this.store = store;
        this.comparison = beside.comparison();
        this.reports = beside.reports();
        this.registry = beside.registry();
        this.pacs = beside.pacs();
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
     * @param ofRegistry manifests about which the registry was not asked, or did not answer
     * @param ofPacs studies about which the PACS was not, or did not
     */
    public record Page(
            List<ReconciledStudy> studies, @Nullable Oid next, Unasked ofRegistry, Unasked ofPacs) {
        public Page {
            studies = List.copyOf(studies);
        }

        private static Page of(List<ReconciledStudy> studies, @Nullable Oid next, Look look) {
            return new Page(
                    studies, next, look.registered().unasked(), look.atPacs().unasked());
        }
    }

    /** The studies after one, as many as a page holds and some seconds are enough for; at least one, where there is one. */
    public Page page(@Nullable Oid after, Manner manner) {
        Instant end = timing.clock().instant().plus(LONGEST_PAGE);
        List<Oid> some = store.studies(after, MOST);
        List<ReconciledStudy> looked = new ArrayList<>();
        Look look = look(manner, false);
        for (Oid study : some) {
            of(study, look).ifPresent(looked::add);
            if (timing.clock().instant().isAfter(end)) {
                return Page.of(looked, study, look);
            }
        }
        return Page.of(looked, some.size() < MOST ? null : some.getLast(), look);
    }

    /** One study, which somebody named; empty where there is none. */
    public Optional<Page> of(Oid study, Manner manner) {
        Look look = look(manner, true);
        return of(study, look).map(looked -> Page.of(List.of(looked), null, look));
    }

    private record Look(Manner manner, boolean named, RegistryComparison registered, PacsComparison atPacs) {}

    private Look look(Manner manner, boolean named) {
        return new Look(manner, named, new RegistryComparison(store, registry), new PacsComparison(pacs));
    }

    private Optional<ReconciledStudy> of(Oid study, Look how) {
        Optional<PublicationStatus> before =
                store.status(study).filter(status -> status.progress().changes() > 0);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        ReconciledStudy looked = look(before.get(), how);
        if (how.manner().repair() && looked.isMendable()) {
            if (!repair(looked, how)) {
                return Optional.of(new ReconciledStudy(study, false, looked.drifts(), false, false));
            }
            LOG.info("study {} has drifted ({}) and is published anew", study, looked.drifts());
            due.run();
        }
        return Optional.of(looked);
    }

    private boolean repair(ReconciledStudy looked, Look how) {
        Instant now = timing.clock().instant();
        if (looked.hasImagesToFollow()) {
            how.atPacs().follow(looked.study(), how.named());
        }
        if (looked.hasOfRegistry()
                && looked.hasManifestToMend()
                && !how.registered().forget(looked.study(), now)) {
            return false;
        }
        boolean reports = looked.drifts().containsKey(Drift.REPORTS) && this.reports.reconsider(looked.study(), now);
        boolean manifest = looked.hasManifestToMend() || looked.hasImagesToFollow();
        return manifest ? store.reconsider(looked.study(), now) || reports : reports;
    }

    private ReconciledStudy look(PublicationStatus before, Look how) {
        Oid study = before.study();
        Optional<Map<Drift, Integer>> here = switch (state(before)) {
            case RECEIVING, DUE, PUBLISHING, DELAYED -> Optional.empty();
            case HELD, FAILED -> Optional.of(unpublished(study, how.manner().digests()));
            case PUBLISHED, WITHDRAWN, WITHHELD ->
                Optional.of(settled(before, how.manner().digests()));
        };
        if (here.isEmpty()) {
            return ReconciledStudy.underWay(study);
        }
        Map<Drift, Integer> drifts = here.get();
        drifts.putAll(how.registered().compare(study));
        drifts.putAll(how.atPacs().compare(study));
        // What changed while it was looked at is no drift.
        return store.status(study).filter(before::equals).isPresent()
                ? new ReconciledStudy(
                        study, false, drifts, how.named(), how.registered().isMendable(study, drifts, how.named()))
                : ReconciledStudy.underWay(study);
    }

    /** It is as it should be, as far as anybody knows. */
    private Map<Drift, Integer> settled(PublicationStatus status, boolean digests) {
        Map<Drift, Integer> drifts = comparison.compare(status, digests);
        int unsettled = reports.unsettled(status.study());
        if (unsettled > 0) {
            drifts.put(Drift.REPORTS, unsettled);
        }
        return drifts;
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
