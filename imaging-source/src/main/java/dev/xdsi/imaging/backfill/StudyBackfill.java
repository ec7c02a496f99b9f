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
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Fetches of one study what is not known here, and has it published once all of it is. */
public final class StudyBackfill implements BackfillStore.Fetching {
    /** After so many attempts, some hours, it is given up. */
    static final int MOST_FAILURES = 6;

    private final PacsQuery query;
    private final InstanceSource pacs;
    private final InstanceArchive archive;
    private final BorrowedInstances borrowed;
    private final PublicationStore publications;
    private final Publisher.Timing timing;

    /** Where it is known what is here, and where what comes goes. */
    public record Places(InstanceArchive archive, BorrowedInstances borrowed) {}

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
        this.publications = publications;
        this.timing = timing;
    }

    @Override
    public Fetched fetch(DueStudy due) {
        Map<Oid, String> refused = new ConcurrentHashMap<>();
        try {
            List<WantedInstances> series = query.instances(due.patientId(), due.study());
            int count =
                    series.stream().mapToInt(each -> each.sopClasses().size()).sum();
            if (count == 0) {
                return new Fetched.Never("the PACS has no instances of it");
            }
            for (WantedInstances each : series) {
                fetchMissing(each, refused);
            }
            int missing = series.stream().mapToInt(each -> missing(each).size()).sum();
            if (missing == 0) {
                publications.complete(due.study(), timing.clock().instant());
                return new Fetched.Whole(count);
            }
            return notYet(due, missing + " of " + count + " instances did not come" + reasons(refused), false);
        } catch (PacsQuery.WrongAnswer wrong) {
            return notYet(due, String.valueOf(wrong.getMessage()), true);
        } catch (IOException | RuntimeException failure) {
            return notYet(due, String.valueOf(failure.getMessage()), false);
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
