package dev.xdsi.repository.iti43;

import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.XdsError;
import dev.xdsi.repository.ondemand.OnDemandDocuments;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.StoredDocument;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retrieve Document Set [ITI-43] (ITI TF-2: 3.43.4.2): each document asked for is in the answer, with the ids as the caller wrote
 * them, or is the reason for one error. The bytes stream from the store after this has returned. A document that the caller may not
 * have is answered like one that is not there, letter for letter (ITI TF-3: Table 4.2.4.1-2).
 */
public final class RetrieveDocumentSet implements Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(RetrieveDocumentSet.class);

    private final Oid repositoryUniqueId;
    private final DocumentStore store;
    private final OnDemandDocuments onDemand;
    private final DocumentDisclosure disclosure;

    /** @param onDemand asked for what the store does not hold */
    public RetrieveDocumentSet(
            Oid repositoryUniqueId, DocumentStore store, OnDemandDocuments onDemand, DocumentDisclosure disclosure) {
        this.repositoryUniqueId = repositoryUniqueId;
        this.store = store;
        this.onDemand = onDemand;
        this.disclosure = disclosure;
    }

    @Override
    public RetrieveDocumentSetResponse perform(RetrieveDocumentSetRequest request, Caller caller) {
        List<RetrievedDocument> documents = new ArrayList<>();
        List<XdsError> errors = new ArrayList<>();
        if (request.documents().isEmpty()) {
            errors.add(XdsError.of(ErrorCode.XDSRepositoryError, "the request names no document"));
        }
        Set<String> disclosed = disclosed(request, caller);
        for (DocumentRequest wanted : request.documents()) {
            retrieve(wanted, disclosed.contains(wanted.documentUniqueId()), caller, documents)
                    .ifPresent(errors::add);
        }
        return new RetrieveDocumentSetResponse(documents, errors);
    }

    private Set<String> disclosed(RetrieveDocumentSetRequest request, Caller caller) {
        return disclosure
                .viewOf(caller, "ITI-43")
                .disclosed(request.documents().stream()
                        .filter(this::isHere)
                        .map(DocumentRequest::documentUniqueId)
                        .collect(Collectors.toSet()));
    }

    private boolean isHere(DocumentRequest wanted) {
        return wanted.repositoryUniqueId().equals(repositoryUniqueId.value());
    }

    /** Adds the document, or says why it does not. */
    private Optional<XdsError> retrieve(
            DocumentRequest wanted, boolean disclosed, Caller caller, List<RetrievedDocument> documents) {
        String uniqueId = wanted.documentUniqueId();
        if (!isHere(wanted)) {
            return Optional.of(XdsError.of(
                    ErrorCode.XDSUnknownRepositoryId,
                    wanted.repositoryUniqueId() + ": this repository is " + repositoryUniqueId));
        }
        try {
            Optional<RetrievedDocument> found = disclosed ? find(wanted, caller) : Optional.empty();
            found.ifPresent(documents::add);
            return found.isPresent()
                    ? Optional.empty()
                    : Optional.of(XdsError.of(
                            ErrorCode.XDSDocumentUniqueIdError, uniqueId + ": no such document is available here"));
        } catch (IOException e) {
            LOG.error("document {} cannot be read", uniqueId, e);
            return Optional.of(
                    XdsError.of(ErrorCode.XDSRepositoryError, uniqueId + ": the document cannot be read now"));
        }
    }

    private Optional<RetrievedDocument> find(DocumentRequest wanted, Caller caller) throws IOException {
        Optional<StoredDocument> held = store.find(wanted.documentUniqueId());
        if (held.isPresent()) {
            return held.map(document -> new RetrievedDocument(wanted, document.mimeType(), document.content()));
        }
        return onDemand.make(wanted.documentUniqueId(), caller)
                .map(made -> new RetrievedDocument(wanted, made.mimeType(), made.content(), made.ids()));
    }
}
