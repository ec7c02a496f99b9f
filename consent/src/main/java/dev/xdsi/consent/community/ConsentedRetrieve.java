package dev.xdsi.consent.community;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.XdsError.Severity;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Around the retrieval of documents from other communities (ITI TF-2: 3.39): their entries are looked up there, and what our own consents
 * deny is not fetched. Documents of our own community pass: our repositories decide about them.
 */
public final class ConsentedRetrieve implements Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentedRetrieve.class);
    private static final String GET_DOCUMENTS = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";

    private static final Set<ErrorCode> OF_COMMUNITY =
            Set.of(ErrorCode.XDSUnavailableCommunity, ErrorCode.XDSUnknownCommunity);

    private final Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieve;
    private final Transaction<StoredQueryRequest, StoredQueryResponse> query;
    private final OurConsents consents;
    private final String transaction;

    /** @param query asks the communities that hold the documents, unfiltered */
    public ConsentedRetrieve(
            Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieve,
            Transaction<StoredQueryRequest, StoredQueryResponse> query,
            OurConsents consents,
            String transaction) {
        this.retrieve = retrieve;
        this.query = query;
        this.consents = consents;
        this.transaction = transaction;
    }

    @Override
    public RetrieveDocumentSetResponse perform(RetrieveDocumentSetRequest request, Caller caller) {
        Entries entries = new Entries(caller);
        List<DocumentRequest> disclosed = new ArrayList<>();
        List<XdsError> errors = new ArrayList<>();
        for (DocumentRequest wanted : request.documents()) {
            Optional<XdsError> refusal = entries.known.computeIfAbsent(wanted, entries::refusal);
            if (refusal.isEmpty()) {
                disclosed.add(wanted);
            } else {
                errors.add(refusal.get());
            }
        }
        if (disclosed.isEmpty() && !errors.isEmpty()) {
            return new RetrieveDocumentSetResponse(List.of(), errors);
        }
        RetrieveDocumentSetResponse answer = retrieve.perform(new RetrieveDocumentSetRequest(disclosed), caller);
        errors.addAll(answer.errors());
        return new RetrieveDocumentSetResponse(answer.documents(), errors, answer.delivery());
    }

    /** What is known of the documents of one request. */
    private final class Entries {
        private final Caller caller;
        private final ForeignObjects objects;
        private final Map<DocumentRequest, Optional<XdsError>> known = new HashMap<>();
        /** Communities that did not answer: waiting for them again, document by document, could take hours. */
        private final Map<String, XdsError> silent = new HashMap<>();

        Entries(Caller caller) {
            this.caller = caller;
            this.objects = new ForeignObjects(
                    consents,
                    consents.consent().viewOf(caller, transaction),
                    (theirs, home) -> consents.patients().idOf(theirs, home, caller));
        }

        /** Why a document is not fetched; nothing where it may be. */
        Optional<XdsError> refusal(DocumentRequest wanted) {
            String home = wanted.homeCommunityId();
            if (home == null || consents.isOurs().test(home)) {
                return Optional.empty();
            }
            XdsError before = silent.get(home);
            return before == null ? refusal(wanted, home) : Optional.of(before);
        }

        private Optional<XdsError> refusal(DocumentRequest wanted, String home) {
            try {
                StoredQueryResponse answer = query.perform(
                        new StoredQueryRequest(
                                GET_DOCUMENTS,
                                ReturnType.LeafClass,
                                home,
                                List.of(SlotDraft.of(
                                        "$XDSDocumentEntryUniqueId",
                                        "('" + wanted.documentUniqueId().replace("'", "''") + "')"))),
                        caller);
                List<XdsError> errors = answer.errors().stream()
                        .filter(error -> error.severity() == Severity.ERROR)
                        .toList();
                return errors.isEmpty() ? denial(wanted, answer) : Optional.of(unanswered(wanted, home, errors));
            } catch (RuntimeException e) {
                LOG.error("{} is denied because {} cannot be asked", transaction, home, e);
                return Optional.of(undecided(wanted));
            }
        }

        private Optional<XdsError> denial(DocumentRequest wanted, StoredQueryResponse answer) {
            List<RegistryObjectDraft> entries = answer.objects().stream()
                    .filter(object -> object.kind() == Kind.ExtrinsicObject)
                    .toList();
            return !entries.isEmpty() && entries.stream().allMatch(objects::isDisclosed)
                    ? Optional.empty()
                    : Optional.of(XdsError.of(
                            ErrorCode.XDSDocumentUniqueIdError,
                            wanted.documentUniqueId() + ": no such document is available there"));
        }

        /** A community that is down must not look like one that lacks the document. */
        private XdsError unanswered(DocumentRequest wanted, String home, List<XdsError> errors) {
            Optional<XdsError> ofCommunity = errors.stream()
                    .filter(error -> OF_COMMUNITY.contains(error.errorCode()))
                    .findFirst();
            ofCommunity.ifPresent(error -> silent.put(home, error));
            return ofCommunity.orElseGet(() -> undecided(wanted));
        }

        private static XdsError undecided(DocumentRequest wanted) {
            return XdsError.of(
                    ErrorCode.XDSRepositoryError,
                    wanted.documentUniqueId() + ": its community could not say whose it is, so it is not fetched");
        }
    }
}
