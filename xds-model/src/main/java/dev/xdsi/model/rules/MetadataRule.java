package dev.xdsi.model.rules;

import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import java.util.function.BiConsumer;

/**
 * One named rule over a whole submission.
 *
 * @param reference the section of the Technical Framework that asks for it
 */
public record MetadataRule(String name, String reference, BiConsumer<SubmissionDraft, Findings> check) {

    static MetadataRule ofSubmission(String name, String reference, BiConsumer<SubmissionDraft, Findings> check) {
        return new MetadataRule(name, reference, check);
    }

    /** A rule that looks at one object at a time. */
    static MetadataRule ofEachObject(String name, String reference, BiConsumer<RegistryObjectDraft, Findings> check) {
        return new MetadataRule(
                name,
                reference,
                (submission, findings) -> submission.objects().forEach(object -> check.accept(object, findings)));
    }
}
