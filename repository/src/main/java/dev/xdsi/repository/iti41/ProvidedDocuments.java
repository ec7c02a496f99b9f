package dev.xdsi.repository.iti41;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Every DocumentEntry of a request with the document that belongs to it (ITI TF-2: 3.41.4.1.2). */
record ProvidedDocuments(List<Described> documents, List<XdsError> errors) {

    /** A document and the DocumentEntry that describes it. */
    record Described(RegistryObjectDraft documentEntry, DocumentContent content) {
        String documentUniqueId() {
            return documentEntry.externalIdentifier(Identifier.DE_UNIQUE_ID).orElse("");
        }

        String mimeType() {
            return Objects.requireNonNullElse(documentEntry.header().mimeType(), "");
        }
    }

    /** Brings metadata and documents together; what has no counterpart, or two of them, is an error each. */
    static ProvidedDocuments of(ProvideAndRegisterDocumentSetRequest request) {
        List<XdsError> errors = new ArrayList<>();
        Map<String, List<DocumentContent>> contents = contents(request);
        List<Described> documents = new ArrayList<>();
        Set<String> described = new HashSet<>();
        request.submission().documentEntries().forEach(entry -> {
            described.add(entry.id());
            List<DocumentContent> provided = contents.getOrDefault(entry.id(), List.of());
            if (provided.size() == 1) {
                documents.add(new Described(entry, provided.getFirst()));
            } else {
                errors.add(provided.isEmpty() ? missing(entry) : provided(entry, provided.size()));
            }
        });
        contents.keySet().stream()
                .filter(id -> !described.contains(id))
                .forEach(id -> errors.add(XdsError.of(
                        ErrorCode.XDSMissingDocumentMetadata, "no DocumentEntry describes the document " + id, id)));
        return new ProvidedDocuments(List.copyOf(documents), List.copyOf(errors));
    }

    private static Map<String, List<DocumentContent>> contents(ProvideAndRegisterDocumentSetRequest request) {
        Map<String, List<DocumentContent>> contents = new LinkedHashMap<>();
        for (ProvidedDocument document : request.documents()) {
            contents.computeIfAbsent(document.id(), id -> new ArrayList<>()).add(document.content());
        }
        return contents;
    }

    private static XdsError missing(RegistryObjectDraft entry) {
        return XdsError.of(
                ErrorCode.XDSMissingDocument,
                "no document with the id of DocumentEntry " + entry.id() + " came with it",
                entry.id());
    }

    /**
     * The metadata are in order: it is the message that uses one uniqueId for several documents, and that has a code of its own (ITI TF-3: Table
     * 4.2.4.1-2), with the uniqueId in its codeContext.
     */
    private static XdsError provided(RegistryObjectDraft entry, int times) {
        String uniqueId = entry.externalIdentifier(Identifier.DE_UNIQUE_ID).orElse("");
        return XdsError.of(
                ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage,
                uniqueId + ": " + times + " documents have the id of its DocumentEntry, " + entry.id(),
                entry.id());
    }
}
