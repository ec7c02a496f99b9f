package dev.xdsi.imaging;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A repository that keeps what it gets, knows a SubmissionSet again, and fails when told to. */
public final class RecordingRepository implements Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> {
    private final List<ProvideAndRegisterDocumentSetRequest> requests = new ArrayList<>();
    private final Set<String> registered = new HashSet<>();
    private final List<ProvideAndRegisterDocumentSetRequest> accepted = new ArrayList<>();
    private final Deque<Behaviour> next = new ArrayDeque<>();

    /** What to do with a request, other than to register it. */
    public enum Behaviour {
        /** Registers it, as if nothing had been said. */
        NONE,
        UNREACHABLE,
        LOSE_THE_ANSWER,
        REJECT
    }

    public synchronized void willFail(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
    }

    @Override
    public synchronized RegistryResponse perform(ProvideAndRegisterDocumentSetRequest request, Caller caller) {
        requests.add(request);
        Behaviour behaviour = next.poll();
        if (behaviour == Behaviour.UNREACHABLE) {
            throw new IllegalStateException("connection refused");
        }
        if (behaviour == Behaviour.REJECT) {
            return failure(ErrorCode.XDSUnknownPatientId, "no such patient");
        }
        RegistryResponse response = register(request);
        if (behaviour == Behaviour.LOSE_THE_ANSWER) {
            throw new IllegalStateException("read timed out");
        }
        return response;
    }

    private RegistryResponse register(ProvideAndRegisterDocumentSetRequest request) {
        String uniqueId = request.submission()
                .submissionSets()
                .findFirst()
                .flatMap(set -> set.externalIdentifier(Identifier.SS_UNIQUE_ID))
                .orElseThrow();
        boolean isNew = registered.add(uniqueId);
        if (isNew) {
            accepted.add(request);
        }
        return isNew
                ? RegistryResponse.SUCCESS
                : failure(ErrorCode.XDSDuplicateUniqueIdInRegistry, "SubmissionSet.uniqueId " + uniqueId);
    }

    private static RegistryResponse failure(ErrorCode code, String context) {
        return RegistryResponse.ofSubmission(List.of(XdsError.of(code, context)));
    }

    public synchronized List<ProvideAndRegisterDocumentSetRequest> requests() {
        return List.copyOf(requests);
    }

    /** Those of the requests that were registered, each once. */
    synchronized List<ProvideAndRegisterDocumentSetRequest> accepted() {
        return List.copyOf(accepted);
    }

    public synchronized int registrations() {
        return registered.size();
    }

    public static RegistryObjectDraft entry(ProvideAndRegisterDocumentSetRequest request) {
        return request.submission().documentEntries().findFirst().orElseThrow();
    }
}
