package dev.xdsi.imaging.backfill;

import dev.xdsi.imaging.archive.BorrowedInstances;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceSource;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.imaging.backfill.BackfillStore.DueStudy;
import dev.xdsi.imaging.backfill.BackfillStore.Fetched;
import dev.xdsi.imaging.pacs.PacsQuery;
import dev.xdsi.imaging.pacs.StudyList;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Looks at one study in the PACS: fetches what is not known here, hides what is gone there, and has it published once all of it is known. */
public final class StudyBackfill implements BackfillStore.Fetching {
    /** After so many attempts, some hours, it is given up. */
    static final int MOST_FAILURES = 6;

    private final PacsQuery query;
    private final InstanceSource pacs;
    private final InstanceArchive archive;
    private final BorrowedInstances borrowed;
    private final PacsHoldings holdings;
    private final PublicationStore publications;
    private final Publisher.Timing timing;

    /** Where it is known what is here, and where what comes goes. */
    public record Places(InstanceArchive archive, BorrowedInstances borrowed, PacsHoldings holdings) {}

    public StudyBackfill(
            PacsQuery query,
            InstanceSource pacs,
            Places places,
            PublicationStore publications,
            Publisher.Timing timing) {
        this.query = query;
        this.pacs = pacs;
        this.archive = places.archive();
        this.borrowed = places.borrowed();
        this.holdings = places.holdings();
        this.publications = publications;
        this.timing = timing;
    }

    @Override
    public Fetched fetch(DueStudy due) {
        Map<Oid, String> refused = new ConcurrentHashMap<>();
        try {
            StudyList list = query.instances(due.patientId(), due.study());
            int count = list.instances().size();
            if (count == 0 && publications.awaited(due.study()) > 0) {
                return notYet(due, "the PACS told of it, and has no instances of it", false);
            }
            if (count == 0) {
                return new Fetched.Never(
                        holdings.known(due.study()).there().isEmpty()
                                ? "the PACS has no instances of it"
                                : "the PACS has no instances of it any more; where that is so, reconcile --study --repair takes"
                                        + " them out of view");
            }
            holdings.follow(due.study(), list, false);
            for (WantedInstances each : list.series()) {
                fetchMissing(each, refused);
            }
            int missing = list.series().stream()
                    .mapToInt(each -> missing(each).size())
                    .sum();
            // A modality says that it is through before the PACS has, or shows, all that it made.
            int awaited = missing == 0 ? publications.awaited(due.study()) : 0;
            if (awaited > 0) {
                return notYet(due, awaited + " instances that were announced of it are not at the PACS", false);
            }
            if (missing == 0) {
                complete(due.study());
                return new Fetched.Whole(count);
            }
            return notYet(due, missing + " of " + count + " instances did not come" + reasons(refused), false);
        } catch (PacsQuery.WrongAnswer wrong) {
            return notYet(due, String.valueOf(wrong.getMessage()), true);
        } catch (IOException | RuntimeException failure) {
            return notYet(due, String.valueOf(failure.getMessage()), false);
        }
    }

    /** Of a study that was sent here, who sent it says when it is complete. */
    private void complete(Oid study) {
        if (!holdings.known(study).isEmpty()) {
            publications.complete(study, timing.clock().instant());
        }
    }

    private Fetched notYet(DueStudy due, String why, boolean lasting) {
        return lasting || due.failures() + 1 >= MOST_FAILURES
                ? new Fetched.Never(why)
                : new Fetched.Later(why, timing.retryAfter(due.failures()));
    }

    private void fetchMissing(WantedInstances series, Map<Oid, String> refused) throws IOException {
        Map<Oid, Oid> missing = missing(series);
        if (missing.isEmpty()) {
            return;
        }
        WantedInstances wanted = new WantedInstances(series.patientId(), series.study(), series.series(), missing);
        pacs.fetch(wanted, (announced, dataSet) -> {
            Ingest taken = borrowed.take(wanted, announced, dataSet);
            if (taken instanceof Ingest.Refused no && Oid.isValid(announced.sopInstanceUID())) {
                refused.put(new Oid(announced.sopInstanceUID()), no.explanation());
            }
            return taken;
        });
    }

    private Map<Oid, Oid> missing(WantedInstances series) {
        Set<Oid> here = archive.kept(StudyPart.series(series.study(), series.series())).stream()
                .map(StoredInstance::uids)
                .map(uids -> uids.sopInstance())
                .collect(Collectors.toSet());
        Map<Oid, Oid> missing = new HashMap<>(series.sopClasses());
        missing.keySet().removeAll(here);
        return missing;
    }

    private static String reasons(Map<Oid, String> refused) {
        return refused.isEmpty()
                ? ""
                : ": " + refused.values().stream().distinct().sorted().limit(3).collect(Collectors.joining("; "));
    }
}
