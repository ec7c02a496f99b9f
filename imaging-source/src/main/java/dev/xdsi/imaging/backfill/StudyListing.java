package dev.xdsi.imaging.backfill;

import dev.xdsi.imaging.backfill.BackfillStore.Listed;
import dev.xdsi.imaging.pacs.FoundStudies;
import dev.xdsi.imaging.pacs.FoundStudy;
import dev.xdsi.imaging.pacs.PacsQuery;
import dev.xdsi.imaging.pacs.StudyQuestion;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Asks the PACS which studies are meant. One of which it told itself it may show a while later. */
public record StudyListing(
        Transaction<StudyQuestion, FoundStudies> query, PublicationStore publications, Publisher.Timing timing)
        implements BackfillStore.Listing {
    private static final int MOST_FAILURES = 4;

    /** C-FIND; what goes wrong is an {@link UncheckedIOException}. */
    public static Transaction<StudyQuestion, FoundStudies> asking(PacsQuery pacs) {
        return (question, caller) -> {
            try {
                return pacs.studies(question);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
    }

    @Override
    public Listed list(StudyQuestion question, int failures) {
        try {
            List<FoundStudy> found =
                    query.perform(question, Caller.self(Caller.ANONYMOUS)).studies();
            return found.isEmpty() && isAnnounced(question)
                    ? notYet("the PACS told of the study, and does not have it", failures, false)
                    : new Listed.Studies(found);
        } catch (UncheckedIOException failure) {
            IOException cause = Objects.requireNonNull(failure.getCause());
            return notYet(String.valueOf(cause.getMessage()), failures, cause instanceof PacsQuery.WrongAnswer);
        }
    }

    private boolean isAnnounced(StudyQuestion question) {
        return !question.study().isEmpty() && publications.awaited(new Oid(question.study())) > 0;
    }

    private Listed notYet(String why, int failures, boolean lasting) {
        return lasting || failures + 1 >= MOST_FAILURES
                ? new Listed.Never(why)
                : new Listed.Later(why, timing.retryAfter(failures));
    }
}
