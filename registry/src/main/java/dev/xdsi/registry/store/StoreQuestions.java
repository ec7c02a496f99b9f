package dev.xdsi.registry.store;

import dev.xdsi.model.EntryUuid;
import java.util.List;
import java.util.Map;

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
     * The texts of objects that were found, at most {@link #TEXTS_AT_ONCE} of them. One that was removed in between has none
     * any more.
     */
    Map<EntryUuid, String> written(List<RegisteredObject> found);
}
