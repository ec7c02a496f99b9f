package dev.xdsi.imaging.backfill;

import dev.xdsi.imaging.pacs.FoundStudy;
import dev.xdsi.imaging.pacs.StudyQuestion;
import dev.xdsi.model.Oid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The work of backfills, which survives whoever does it. */
public interface BackfillStore {
    /**
     * Enters a question; one that was asked before and is not through yet is not entered again, and its id returned. About one study it is, once
     * the PACS was asked: there may be more of it since.
     */
    UUID ask(StudyQuestion question, String by, Instant at);

    /**
     * Lets {@code work} ask which studies there are, of the backfill that has been due longest. Who dies over it leaves it to the next.
     *
     * @return whether one was due
     */
    boolean listNext(Instant now, Listing work);

    /** Lets {@code work} fetch the study that has been due longest; nobody else works on it in the meantime. */
    boolean fetchNext(Instant now, Fetching work);

    Optional<BackfillReport> report(UUID id);

    /** Asks a PACS for studies. */
    @FunctionalInterface
    interface Listing {
        Listed list(StudyQuestion question, int failures);
    }

    /** How that ended. */
    sealed interface Listed {
        record Studies(List<FoundStudy> studies) implements Listed {}

        record Later(String why, Instant notBefore) implements Listed {}

        record Never(String why) implements Listed {}
    }

    /** Fetches what is not here of a study. */
    @FunctionalInterface
    interface Fetching {
        Fetched fetch(DueStudy study);
    }

    /** @param failures so many attempts failed before */
    record DueStudy(Oid study, String patientId, int failures) {}

    /** How that ended. */
    sealed interface Fetched {
        /** All is here that the PACS said there is. */
        record Whole(int instances) implements Fetched {}

        record Later(String why, Instant notBefore) implements Fetched {}

        record Never(String why) implements Fetched {}
    }
}
