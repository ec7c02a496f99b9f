package dev.xdsi.transaction.iti41;

import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.transaction.DocumentContent;
import java.util.List;

/** Metadata and documents of one Provide and Register Document Set-b (ITI TF-2: 3.41.4.1.2). */
public record ProvideAndRegisterDocumentSetRequest(SubmissionDraft submission, List<ProvidedDocument> documents) {
    public ProvideAndRegisterDocumentSetRequest {
        documents = List.copyOf(documents);
    }

    /**
     * One document of the request.
     *
     * @param id the id of the DocumentEntry (ExtrinsicObject) that describes it
     */
    public record ProvidedDocument(String id, DocumentContent content) {}
}
