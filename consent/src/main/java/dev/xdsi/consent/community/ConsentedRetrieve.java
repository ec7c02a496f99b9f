package dev.xdsi.consent.community;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.XdsError.Severity;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryId;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Around the retrieval of documents from other communities (ITI TF-2: 3.39): their entries are looked up there, and what our own consents
 * deny is not fetched. Documents of our own community pass: our repositories decide about them.
 */
public final class ConsentedRetrieve implements Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentedRetrieve.class);

    private static final int AT_ONCE = 200;

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
        entries.askTogether(request.documents());
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

        /** A list of studies is a manifest each: a question for each would make whoever reads it wait for hundreds. */
        void askTogether(List<DocumentRequest> documents) {
            documents.stream()
                    .distinct()
                    .filter(wanted -> isForeign(wanted.homeCommunityId()))
                    .collect(Collectors.groupingBy(wanted -> String.valueOf(wanted.homeCommunityId())))
                    .forEach((home, all) -> {
                        for (int from = 0; from < all.size() && all.size() > 1; from += AT_ONCE) {
                            askTogether(home, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
                        }
                    });
        }

        /** What is not answered as one question is asked one by one afterwards, as where documents are of several patients. */
        private void askTogether(String home, List<DocumentRequest> documents) {
            if (silent.containsKey(home)) {
                return;
            }
            try {
                StoredQueryResponse answer = getDocuments(home, documents);
                Map<String, List<RegistryObjectDraft>> entries = entries(answer).stream()
                        .collect(Collectors.groupingBy(entry -> entry.externalIdentifier(Identifier.DE_UNIQUE_ID)
                                .orElse("")));
                List<XdsError> errors = errors(answer);
                Set<String> asked = documents.stream()
                        .map(DocumentRequest::documentUniqueId)
                        .collect(Collectors.toSet());
                if (errors.isEmpty() && asked.containsAll(entries.keySet())) {
                    documents.forEach(wanted -> known.put(
                            wanted, denial(wanted, entries.getOrDefault(wanted.documentUniqueId(), List.of()))));
                } else {
                    ofCommunity(errors).ifPresent(error -> silent.put(home, error));
                }
            } catch (RuntimeException e) {
                LOG.warn("{} asks {} document by document, for it cannot be asked about all", transaction, home, e);
            }
        }

        private StoredQueryResponse getDocuments(String home, List<DocumentRequest> documents) {
            String uniqueIds = documents.stream()
                    .map(wanted -> "'" + wanted.documentUniqueId().replace("'", "''") + "'")
                    .distinct()
                    .collect(Collectors.joining(",", "(", ")"));
            return query.perform(
                    new StoredQueryRequest(
                            StoredQueryId.GetDocuments.urn(),
                            ReturnType.LeafClass,
                            home,
                            List.of(SlotDraft.of("$XDSDocumentEntryUniqueId", uniqueIds))),
                    caller);
        }

        private static List<XdsError> errors(StoredQueryResponse answer) {
            return answer.errors().stream()
                    .filter(error -> error.severity() == Severity.ERROR)
                    .toList();
        }

        private boolean isForeign(@Nullable String home) {
            return home != null && !consents.isOurs().test(home);
        }

        /** Why a document is not fetched; nothing where it may be. */
        Optional<XdsError> refusal(DocumentRequest wanted) {
            String home = wanted.homeCommunityId();
            if (home == null || !isForeign(home)) {
                return Optional.empty();
            }
            XdsError before = silent.get(home);
            return before == null ? refusal(wanted, home) : Optional.of(before);
        }

        private Optional<XdsError> refusal(DocumentRequest wanted, String home) {
            try {
                StoredQueryResponse answer = getDocuments(home, List.of(wanted));
                List<XdsError> errors = errors(answer);
                return errors.isEmpty()
                        ? denial(wanted, entries(answer))
                        : Optional.of(unanswered(wanted, home, errors));
            } catch (RuntimeException e) {
                LOG.error("{} is denied because {} cannot be asked", transaction, home, e);
                return Optional.of(undecided(wanted));
            }
        }

        private static List<RegistryObjectDraft> entries(StoredQueryResponse answer) {
            return answer.objects().stream()
                    .filter(object -> object.kind() == Kind.ExtrinsicObject)
                    .toList();
        }

        private Optional<XdsError> denial(DocumentRequest wanted, List<RegistryObjectDraft> entries) {
            return !entries.isEmpty() && entries.stream().allMatch(objects::isDisclosed)
                    ? Optional.empty()
                    : Optional.of(XdsError.of(
                            ErrorCode.XDSDocumentUniqueIdError,
                            wanted.documentUniqueId() + ": no such document is available there"));
        }

        /** A community that is down must not look like one that lacks the document. */
        private XdsError unanswered(DocumentRequest wanted, String home, List<XdsError> errors) {
            Optional<XdsError> ofCommunity = ofCommunity(errors);
            ofCommunity.ifPresent(error -> silent.put(home, error));
            return ofCommunity.orElseGet(() -> undecided(wanted));
        }

        private static Optional<XdsError> ofCommunity(List<XdsError> errors) {
            return errors.stream()
                    .filter(error -> OF_COMMUNITY.contains(error.errorCode()))
                    .findFirst();
        }

        private static XdsError undecided(DocumentRequest wanted) {
            return XdsError.of(
                    ErrorCode.XDSRepositoryError,
                    wanted.documentUniqueId() + ": its community could not say whose it is, so it is not fetched");
        }
    }
}
