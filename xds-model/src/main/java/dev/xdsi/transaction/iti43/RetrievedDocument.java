package dev.xdsi.transaction.iti43;

import dev.xdsi.transaction.DocumentContent;
import org.jspecify.annotations.Nullable;

/**
 * One document of a response, with the request's ids echoed (ITI TF-2: 3.43.4.2.2).
 *
 * @param newIds of a document that was made for this request; null where it was there before
 */
public record RetrievedDocument(
        DocumentRequest request,
        String mimeType,
        DocumentContent content,
        @Nullable NewIds newIds) {
    public RetrievedDocument(DocumentRequest request, String mimeType, DocumentContent content) {
        this(request, mimeType, content, null);
    }

    /** The same with its bytes on another way. */
    public RetrievedDocument with(DocumentContent other) {
        return new RetrievedDocument(request, mimeType, other, newIds);
    }

    /**
     * What an on-demand document is called that was made just now.
     *
     * @param repositoryUniqueId where it stays retrievable under its new uniqueId; null where it was not kept
     */
    public record NewIds(@Nullable String repositoryUniqueId, String documentUniqueId) {}
}
