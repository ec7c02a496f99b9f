package dev.xdsi.registry.store;

import java.util.List;

/**
 * The four questions from which all stored queries are built (ITI TF-2: 3.18.4.1.2.3.7). In each, all criteria must hold and no more
 * than {@code atMost} objects are returned, in no particular order.
 */
public interface StoreQuestions {
    List<RegisteredObject> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost);

    List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost);

    List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost);

    List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost);
}
