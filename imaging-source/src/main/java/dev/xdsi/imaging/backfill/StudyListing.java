package dev.xdsi.imaging.backfill;

import dev.xdsi.imaging.backfill.BackfillStore.Listed;
import dev.xdsi.imaging.pacs.FoundStudy;
import dev.xdsi.imaging.pacs.PacsQuery;
import dev.xdsi.imaging.pacs.StudyQuestion;
import dev.xdsi.imaging.publication.Publisher;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Asks the PACS which studies are meant. */
public record StudyListing(Transaction<StudyQuestion, List<FoundStudy>> query, Publisher.Timing timing)
        implements BackfillStore.Listing {
    private static final int MOST_FAILURES = 4;

    /** C-FIND; what goes wrong is an {@link UncheckedIOException}. */
    public static Transaction<StudyQuestion, List<FoundStudy>> asking(PacsQuery pacs) {
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
            return new Listed.Studies(query.perform(question, Caller.self(Caller.ANONYMOUS)));
        } catch (UncheckedIOException failure) {
            IOException cause = Objects.requireNonNull(failure.getCause());
            String why = String.valueOf(cause.getMessage());
            boolean lasting = cause instanceof PacsQuery.WrongAnswer || failures + 1 >= MOST_FAILURES;
            return lasting ? new Listed.Never(why) : new Listed.Later(why, timing.retryAfter(failures));
        }
    }
}
