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

    /** Brings metadata and documents together; what has no counterpart is an error each. */
    static ProvidedDocuments of(ProvideAndRegisterDocumentSetRequest request) {
        List<XdsError> errors = new ArrayList<>();
        Map<String, DocumentContent> contents = contents(request, errors);
        List<Described> documents = new ArrayList<>();
        Set<String> described = new HashSet<>();
        request.submission().documentEntries().forEach(entry -> {
            DocumentContent content = contents.get(entry.id());
            described.add(entry.id());
            if (content == null) {
                errors.add(XdsError.of(
                        ErrorCode.XDSMissingDocument,
                        "no document with the id of DocumentEntry " + entry.id() + " came with it",
                        entry.id()));
            } else {
                documents.add(new Described(entry, content));
            }
        });
        contents.keySet().stream()
                .filter(id -> !described.contains(id))
                .forEach(id -> errors.add(XdsError.of(
                        ErrorCode.XDSMissingDocumentMetadata, "no DocumentEntry describes the document " + id, id)));
        return new ProvidedDocuments(List.copyOf(documents), List.copyOf(errors));
    }

    private static Map<String, DocumentContent> contents(
            ProvideAndRegisterDocumentSetRequest request, List<XdsError> errors) {
        Map<String, DocumentContent> contents = new LinkedHashMap<>();
        for (ProvidedDocument document : request.documents()) {
            if (contents.putIfAbsent(document.id(), document.content()) != null) {
                errors.add(XdsError.of(
                        ErrorCode.XDSRepositoryMetadataError,
                        "two documents have the id " + document.id(),
                        document.id()));
            }
        }
        return contents;
    }
}
