package dev.xdsi.registry.store;

import dev.xdsi.model.EntryUuid;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The four questions from which all stored queries are built (ITI TF-2: 3.18.4.1.2.3.7). In each, all criteria must hold and no more
 * than {@code atMost} objects are returned, in no particular order. A long answer comes without the objects' texts, so that it can be
 * judged as a whole and then be read piece by piece ({@link Texts}).
 */
public interface StoreQuestions {
    /** How many texts are read at once. */
    int TEXTS_AT_ONCE = 100;

    List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost);

    List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost);

    List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost);

    List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost);

    /**
     * Several questions, answered from one moment: what a change did is in all of the answers or in none. Whatever is asked of others meanwhile
     * is as it is when they are asked. The moment itself is no place to ask for another one, nor to stay for long.
     *
     * @throws BusyException when too many have one already
     */
    <A> A atOneMoment(Function<StoreQuestions, A> questions);

    /**
     * Whether the store sees the merges of patients as of the moment of each question, and so can be asked for what is there only where
     * {@link Criterion.NoMergeConcerns}.
     */
    default boolean seesMerges() {
        return false;
    }

    /**
     * The same questions for one answer, of which no more is read than it is allowed. A store whose objects are in memory anyway need not ask.
     */
    default StoreQuestions within(Allowance allowance) {
        return this;
    }

    /** More want answers than can be given at once. */
    class BusyException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        public BusyException(String message) {
            super(message);
        }
    }

    /** A question takes longer than one may: it is too broad, or the store has too much to do. */
    final class TakesTooLongException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        public TakesTooLongException(Throwable cause) {
            super("a question took longer than one may", cause);
        }
    }

    /** An answer would be longer than whoever asked can make use of. */
    final class TooManyResultsException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        public TooManyResultsException(int most) {
            super("more than " + most + " results");
        }
    }

    /**
     * The texts of objects that were found, at most {@link #TEXTS_AT_ONCE} of them. One that was removed in between has none
     * any more.
     */
    Map<EntryUuid, String> written(List<RegisteredObject> found);
}
