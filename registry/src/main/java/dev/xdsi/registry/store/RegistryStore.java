package dev.xdsi.registry.store;

import dev.xdsi.model.XdsError;
import java.util.List;
import java.util.function.Function;

/**
 * What the Document Registry must be able to ask of its storage. All stored queries are built from the four questions; in
 * each, all criteria must hold and no more than {@code atMost} objects are returned, in no particular order.
 */
public interface RegistryStore {
    List<RegisteredObject> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost);

    List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost);

    List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost);

    List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost);

    /** What is registered under these identifiers at this moment. */
    History history(Identifiers identifiers);

    /**
     * Judges a submission by what is registered and, if no rule objects, registers it: one indivisible step also while others
     * submit the same. The rules may be asked more than once, when another submission came in between.
     *
     * @return what the rules said the last time; the submission is registered when none of it is an error
     */
    List<XdsError> submit(Submission submission, Function<History, List<XdsError>> rules);
}
