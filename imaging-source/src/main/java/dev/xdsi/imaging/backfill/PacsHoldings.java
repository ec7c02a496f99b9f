package dev.xdsi.imaging.backfill;

import dev.xdsi.imaging.archive.Borrowed;
import dev.xdsi.imaging.archive.InstanceIndex;
import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.pacs.PacsQuery;
import dev.xdsi.imaging.pacs.StudyList;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known here of the studies of a PACS, beside what that has. To take images from view for an error of the PACS is as bad as to promise what it
 * has no more. So its list counts only where it came whole, and only what it does not name twice is gone; and that it has nothing of a study any longer
 * somebody has to confirm who names the study.
 */
public final class PacsHoldings {
    private static final Logger LOG = LoggerFactory.getLogger(PacsHoldings.class);

    private final PacsQuery query;
    private final InstanceIndex index;
    private final InstantSource clock;

    public PacsHoldings(PacsQuery query, InstanceIndex index, InstantSource clock) {
        this.query = query;
        this.index = index;
        this.clock = clock;
    }

    /**
     * What differs.
     *
     * @param instances that the PACS has no more, or has again
     * @param nothingLeft whether it says that it has nothing of the study
     */
    public record Difference(int instances, boolean nothingLeft) {
        private static final Difference NONE = new Difference(0, false);
    }

    /** What was fetched of a study, or is known of it. */
    public Borrowed known(Oid study) {
        return index.borrowed(study);
    }

    /** How a study differs from what the PACS has of it, which is not asked where nothing of the study came from there. */
    public Difference compare(Oid study) throws IOException {
        Borrowed known = index.borrowed(study);
        return known.isEmpty() ? Difference.NONE : difference(known, list(study));
    }

    private StudyList list(Oid study) throws IOException {
        return query.instances(index.patient(study).map(PatientKey::patientId).orElse(""), study);
    }

    private static Difference difference(Borrowed known, StudyList list) throws IOException {
        if (!list.whole()) {
            throw new IOException("the PACS names fewer instances of a series than it says there are");
        }
        Set<Oid> there = list.instances();
        Set<Oid> gone = new HashSet<>(known.there());
        gone.removeAll(there);
        Set<Oid> again = new HashSet<>(known.gone());
        again.retainAll(there);
        return new Difference(gone.size() + again.size(), there.isEmpty());
    }

    /**
     * Takes over what the PACS has no more, or has again.
     *
     * @param list as it said just now; it is asked once more where that is less than is known
     * @param evenAll whether it may have nothing of the study
     * @return how many instances changed
     */
    public int follow(Oid study, StudyList list, boolean evenAll) throws IOException {
        Borrowed known = index.borrowed(study);
        if (!list.whole() || difference(known, list).instances() == 0) {
            return 0;
        }
        StudyList again = list(study);
        Set<Oid> there = list.instances();
        there.addAll(again.instances());
        if (!again.whole() || (there.isEmpty() && !evenAll)) {
            return 0;
        }
        int changed = index.follow(study, there, clock.instant());
        LOG.info("{} instances of study {} are gone from the PACS, or are there again", changed, study);
        return changed;
    }

    /** The same, asked from the beginning. */
    public int follow(Oid study, boolean evenAll) throws IOException {
        return follow(study, list(study), evenAll);
    }
}
