package dev.xdsi.imaging.reconciliation;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Oid;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Document Registry as it is asked what became of manifests: GetDocuments (ITI TF-2: 3.18.4.1.2.3.7.5), of the documents of one study at
 * a time, for whole entries are given of one patient only.
 */
public final class RegisteredManifests {
    private final Transaction<StoredQueryRequest, StoredQueryResponse> registry;
    private final boolean tellsEverything;

    /** @param tellsEverything whether what it does not tell is not registered; another may hide it from us */
    public RegisteredManifests(Transaction<StoredQueryRequest, StoredQueryResponse> registry, boolean tellsEverything) {
        this.registry = registry;
        this.tellsEverything = tellsEverything;
    }

    boolean tellsEverything() {
        return tellsEverything;
    }

    /** The registry does not say. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer(String why) {
            super(why);
        }

        NoAnswer(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** availabilityStatus of those that are registered; Approved where one of several entries is. */
    Map<Oid, AvailabilityStatus> statusOf(Set<Oid> documents) throws NoAnswer {
        StoredQueryResponse answer = ask(documents);
        String errors = answer.errors().stream()
                .filter(error -> error.severity() == Severity.ERROR)
                .map(error -> error.errorCode().name())
                .distinct()
                .collect(Collectors.joining(" "));
        if (!errors.isEmpty()) {
            throw new NoAnswer("it answers " + errors);
        }
        Map<Oid, AvailabilityStatus> found = new HashMap<>();
        answer.objects().stream()
                .filter(object -> object.kind() == Kind.ExtrinsicObject)
                .forEach(entry -> entry.externalIdentifier(Identifier.DE_UNIQUE_ID)
                        .filter(Oid::isValid)
                        .map(Oid::new)
                        .ifPresent(document -> found.merge(
                                document,
                                status(entry),
                                (one, other) -> one == AvailabilityStatus.APPROVED ? one : other)));
        found.keySet().retainAll(documents);
        return found;
    }

    private StoredQueryResponse ask(Set<Oid> documents) throws NoAnswer {
        String list = documents.stream()
                .map(document -> "'" + document.value() + "'")
                .sorted()
                .collect(Collectors.joining(",", "(", ")"));
        try {
            return registry.perform(
                    new StoredQueryRequest(
                            StoredQueryId.GetDocuments.urn(),
                            ReturnType.LeafClass,
                            null,
                            List.of(SlotDraft.of("$XDSDocumentEntryUniqueId", list))),
                    Caller.self(Caller.ANONYMOUS));
        } catch (RuntimeException away) {
            throw new NoAnswer("it does not answer", away);
        }
    }

    /** What is not Approved does not stand, whatever it is. */
    private static AvailabilityStatus status(RegistryObjectDraft entry) {
        String said = entry.header().status();
        return said == null
                ? AvailabilityStatus.APPROVED
                : AvailabilityStatus.ofUrn(said).orElse(AvailabilityStatus.DEPRECATED);
    }
}
