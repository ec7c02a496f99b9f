package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import java.io.Serial;
import java.util.List;

/** The four questions of the store, none of which may have a longer answer than the registry wants to give. */
public record Questions(StoreQuestions store, int atMost) {

    /** The answer would be longer than the registry gives: XDSTooManyResults. */
    public static final class TooManyResultsException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        TooManyResultsException(int atMost) {
            super("more than " + atMost + " results");
        }
    }

    List<RegisteredObject> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf) {
        return bounded(store.documentEntries(allOf, atMost + 1)).stream()
                .map(RegisteredEntry::object)
                .toList();
    }

    List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf) {
        return bounded(store.submissionSets(allOf, atMost + 1));
    }

    List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf) {
        return bounded(store.folders(allOf, atMost + 1));
    }

    List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf) {
        return bounded(store.associations(allOf, atMost + 1));
    }

    <T> List<T> bounded(List<T> found) {
        if (found.size() > atMost) {
            throw new TooManyResultsException(atMost);
        }
        return found;
    }
}
