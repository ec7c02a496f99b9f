package dev.xdsi.repository.iti86;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.Unremoved;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti86.RemoveDocumentsRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remove Documents [ITI-86], the Document Repository's side (ITI TF-2: 3.86.4.1.3): documents are gone for good, all that are named or
 * none. Their DocumentEntries are the registry's, and are removed there by ITI-62.
 */
public final class RemoveDocuments implements Transaction<RemoveDocumentsRequest, RegistryResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(RemoveDocuments.class);
    private static final int MOST = 1_000;

    private final Oid repositoryUniqueId;
    private final DocumentStore store;

    public RemoveDocuments(Oid repositoryUniqueId, DocumentStore store) {
        this.repositoryUniqueId = repositoryUniqueId;
        this.store = store;
    }

    @Override
    public RegistryResponse perform(RemoveDocumentsRequest request, Caller caller) {
        List<XdsError> faults = faults(request);
        if (!faults.isEmpty()) {
            return RegistryResponse.ofSubmission(faults);
        }
        Set<String> documents = request.documents().stream()
                .map(DocumentRequest::documentUniqueId)
                .collect(Collectors.toCollection(TreeSet::new));
        try {
            return RegistryResponse.ofSubmission(errors(store.remove(documents)));
        } catch (IOException e) {
            LOG.error("documents cannot be removed: {}", documents, e);
            return RegistryResponse.ofSubmission(
                    List.of(XdsError.of(ErrorCode.XDSRemoveDocumentsError, "the documents cannot be removed now")));
        }
    }

    private static List<XdsError> errors(Unremoved unremoved) {
        Stream<XdsError> unknown = unremoved.unknown().stream()
                .sorted()
                .map(document -> XdsError.of(
                        ErrorCode.XDSDocumentUniqueIdError,
                        document + ": no such document is available here",
                        document));
        Stream<XdsError> underWay = unremoved.underWay().stream()
                .sorted()
                .map(document -> XdsError.of(
                        ErrorCode.XDSRemoveDocumentsError,
                        document
                                + ": is being submitted, or was lately without an answer; nothing was removed, try again"
                                + " later",
                        document));
        return Stream.concat(unknown, underWay).toList();
    }

    private List<XdsError> faults(RemoveDocumentsRequest request) {
        int named = request.documents().size();
        if (named == 0 || named > MOST) {
            return List.of(
                    XdsError.of(ErrorCode.XDSRemoveDocumentsError, "a request names from 1 to " + MOST + " documents"));
        }
        Stream<String> elsewhere = request.documents().stream()
                .map(DocumentRequest::repositoryUniqueId)
                .filter(repository -> !repository.equals(repositoryUniqueId.value()))
                .distinct();
        return elsewhere
                .map(repository -> XdsError.of(
                        ErrorCode.XDSUnknownRepositoryId, repository + ": this repository is " + repositoryUniqueId))
                .toList();
    }
}
