package dev.xdsi.repository.iti41;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.model.rules.MetadataRules;
import dev.xdsi.model.rules.Side;
import dev.xdsi.repository.iti41.ProvidedDocuments.Described;
import dev.xdsi.repository.registration.RegistryDidNotAnswerException;
import dev.xdsi.repository.registration.RegistryNotReachedException;
import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.DocumentTooLargeException;
import dev.xdsi.repository.store.ReceivedDocument;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provide and Register Document Set-b [ITI-41] (ITI TF-2: 3.41.4.1.3): judges the metadata, takes the documents, registers them,
 * and leaves nothing behind when any of that fails.
 */
public final class ProvideAndRegisterDocumentSet
        implements Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(ProvideAndRegisterDocumentSet.class);

    private final Oid repositoryUniqueId;
    private final DocumentStore store;
    private final Transaction<RegisterDocumentSetRequest, RegistryResponse> registry;
    private final Acceptance acceptance;

    /**
     * What documents are taken.
     *
     * @param largestDocument most bytes that one document may have
     */
    public record Acceptance(long largestDocument, ContentRule contents) {}

    /**
     * @param registry Register Document Set-b as the registry performs it, in this process or behind SOAP
     */
    public ProvideAndRegisterDocumentSet(
            Oid repositoryUniqueId,
            DocumentStore store,
            Transaction<RegisterDocumentSetRequest, RegistryResponse> registry,
            Acceptance acceptance) {
        this.repositoryUniqueId = repositoryUniqueId;
        this.store = store;
        this.registry = registry;
        this.acceptance = acceptance;
    }

    @Override
    public RegistryResponse perform(ProvideAndRegisterDocumentSetRequest request, Caller caller) {
        ProvidedDocuments provided = ProvidedDocuments.of(request);
        List<XdsError> errors = new ArrayList<>(MetadataRules.check(request.submission(), Side.REPOSITORY));
        errors.addAll(provided.errors());
        if (!errors.isEmpty()) {
            return RegistryResponse.ofSubmission(errors);
        }
        try (Deposit deposit = store.deposit()) {
            return provide(request.submission(), provided.documents(), deposit, caller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RegistryResponse provide(
            SubmissionDraft submission, List<Described> documents, Deposit deposit, Caller caller) throws IOException {
        List<XdsError> errors = new ArrayList<>();
        Map<String, ReceivedDocument> received = new HashMap<>();
        for (Described document : documents) {
            receive(document, deposit, received, errors);
        }
        if (errors.isEmpty()) {
            deposit.keep().forEach(refused -> errors.add(XdsError.of(ErrorCode.XDSNonIdenticalHash, refused, refused)));
        }
        if (!errors.isEmpty()) {
            return RegistryResponse.ofSubmission(errors);
        }
        return register(submission.mapDocumentEntries(entry -> completed(entry, received)), deposit, caller);
    }

    private void receive(
            Described document, Deposit deposit, Map<String, ReceivedDocument> received, List<XdsError> errors)
            throws IOException {
        String uniqueId = document.documentUniqueId();
        RegistryObjectDraft entry = document.documentEntry();
        boolean judged = acceptance.contents().concerns(entry);
        try (DocumentBeginning content = DocumentBeginning.of(document.content().open(), judged)) {
            ReceivedDocument taken =
                    deposit.receive(uniqueId, document.mimeType(), content, acceptance.largestDocument());
            received.put(entry.id(), taken);
            errors.addAll(StatedContent.differences(entry, taken));
            if (judged) {
                errors.addAll(acceptance.contents().faults(entry, content.kept()));
            }
        } catch (DocumentTooLargeException e) {
            errors.add(XdsError.of(ErrorCode.XDSRepositoryOutOfResources, uniqueId + ": " + e.getMessage(), uniqueId));
        }
    }

    /** The entry as the registry needs it, with what only the repository knows (ITI TF-2: 3.41.4.1.3). */
    private RegistryObjectDraft completed(RegistryObjectDraft entry, Map<String, ReceivedDocument> received) {
        ReceivedDocument document = received.get(entry.id());
        if (document == null) {
            throw new IllegalStateException("no document was received for " + entry.id());
        }
        return entry.withSlot(SlotName.REPOSITORY_UNIQUE_ID, repositoryUniqueId.value())
                .withSlot(SlotName.HASH, document.hash().hex())
                .withSlot(SlotName.SIZE, Long.toString(document.size()));
    }

    /** Whatever the registry answers goes to the source word for word. */
    private RegistryResponse register(SubmissionDraft submission, Deposit deposit, Caller caller) {
        try {
            RegistryResponse response = registry.perform(new RegisterDocumentSetRequest(submission), caller);
            if (response.status() == Status.SUCCESS) {
                confirm(deposit);
            } else if (brokeDown(response)) {
                deposit.leaveInDoubt();
                LOG.warn("the registry failed, so its documents stay: {}", response.errors());
            }
            return response;
        } catch (RegistryNotReachedException e) {
            LOG.warn("the registry cannot be reached: {}", e.getMessage(), e);
            return notAvailable("the document registry cannot be reached; nothing was stored");
        } catch (RegistryDidNotAnswerException e) {
            deposit.leaveInDoubt();
            LOG.warn("the registry did not answer, so its documents stay: {}", e.getMessage(), e);
            return notAvailable("the document registry did not answer");
        } catch (RuntimeException e) {
            // it may have been registered and only the record of that failed: better a document that nobody finds
            // than an entry without its document
            deposit.leaveInDoubt();
            throw e;
        }
    }

    /** A registry that reports its own failure, rather than a fault of the submission, may have failed after registering. */
    private static boolean brokeDown(RegistryResponse response) {
        return response.errors().stream().anyMatch(error -> error.errorCode() == ErrorCode.XDSRegistryError);
    }

    /** The documents are registered, and safe also where the store cannot note it now. */
    private static void confirm(Deposit deposit) {
        try {
            deposit.confirm();
        } catch (IOException e) {
            LOG.error("documents are registered, but the store could not note that", e);
        }
    }

    private static RegistryResponse notAvailable(String why) {
        return RegistryResponse.ofSubmission(List.of(XdsError.of(ErrorCode.XDSRegistryNotAvailable, why)));
    }
}
