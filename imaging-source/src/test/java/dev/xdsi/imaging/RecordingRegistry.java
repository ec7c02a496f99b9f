package dev.xdsi.imaging;

import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A registry that knows of updates of statuses alone, knows a SubmissionSet again, and fails when told to. */
public final class RecordingRegistry implements Transaction<UpdateDocumentSetRequest, RegistryResponse> {
    private final List<UpdateDocumentSetRequest> requests = new ArrayList<>();
    private final Set<String> submitted = new HashSet<>();
    private final List<String> deprecated = new ArrayList<>();
    private final Set<String> removed = new HashSet<>();
    private final Deque<Behaviour> next = new ArrayDeque<>();
    private boolean silent;

    public synchronized void willFail(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
    }

    @Override
    public synchronized RegistryResponse perform(UpdateDocumentSetRequest request, Caller caller) {
        requests.add(request);
        Behaviour behaviour = next.poll();
        if (behaviour == Behaviour.UNREACHABLE) {
            throw new IllegalStateException("connection refused");
        }
        if (behaviour == Behaviour.REJECT) {
            return failure(ErrorCode.LocalPolicyRestrictionError, "not here");
        }
        RegistryResponse response = update(request);
        if (behaviour == Behaviour.LOSE_THE_ANSWER) {
            throw new IllegalStateException("read timed out");
        }
        return response;
    }

    /** As an administrator does it. */
    public synchronized void deprecate(String entryUUID) {
        deprecated.add(entryUUID);
    }

    /** As an administrator does it, or an older database that was restored. */
    synchronized void remove(String entryUUID) {
        removed.add(entryUUID);
    }

    synchronized void willNotSay(boolean silent) {
        this.silent = silent;
    }

    /** Answers to GetDocuments about what a repository has registered. */
    Transaction<StoredQueryRequest, StoredQueryResponse> of(RecordingRepository repository) {
        return (query, caller) -> registered(repository.accepted(), String.valueOf(query.parameters()));
    }

    private synchronized StoredQueryResponse registered(
            List<ProvideAndRegisterDocumentSetRequest> accepted, String asked) {
        if (silent) {
            throw new IllegalStateException("connection refused");
        }
        Set<String> replaced = accepted.stream()
                .filter(request ->
                        request.submission().documentEntries().noneMatch(entry -> removed.contains(entry.id())))
                .flatMap(request -> request.submission().associations())
                .map(association -> Objects.requireNonNull(association.link()))
                .filter(link -> String.valueOf(link.associationType()).endsWith(":RPLC"))
                .map(link -> String.valueOf(link.targetObject()))
                .collect(Collectors.toSet());
        List<RegistryObjectDraft> found = accepted.stream()
                .flatMap(request -> request.submission().documentEntries())
                .filter(entry -> !removed.contains(entry.id()))
                .filter(entry -> asked.contains(
                        "'" + entry.externalIdentifier(Identifier.DE_UNIQUE_ID).orElseThrow() + "'"))
                .map(entry -> entry.with(
                        header -> header.withStatus((deprecated.contains(entry.id()) || replaced.contains(entry.id())
                                        ? AvailabilityStatus.DEPRECATED
                                        : AvailabilityStatus.APPROVED)
                                .urn())))
                .toList();
        return new StoredQueryResponse(found, List.of(), List.of());
    }

    private RegistryResponse update(UpdateDocumentSetRequest request) {
        String uniqueId = request.submission()
                .submissionSets()
                .findFirst()
                .flatMap(set -> set.externalIdentifier(Identifier.SS_UNIQUE_ID))
                .orElseThrow();
        if (!submitted.add(uniqueId)) {
            return failure(ErrorCode.XDSMetadataIdentifierError, "SubmissionSet.uniqueId is registered: " + uniqueId);
        }
        List<String> targets = request.submission()
                .associations()
                .filter(update ->
                        update.slotValue(SlotName.NEW_STATUS).orElse("").endsWith(":Deprecated"))
                .map(update -> Objects.requireNonNull(
                        Objects.requireNonNull(update.link()).targetObject()))
                .toList();
        Optional<String> before = targets.stream().filter(deprecated::contains).findFirst();
        if (before.isPresent()) {
            submitted.remove(uniqueId);
            return failure(ErrorCode.XDSMetadataUpdateError, "OriginalStatus is not that of " + before.get());
        }
        deprecated.addAll(targets);
        return RegistryResponse.SUCCESS;
    }

    private static RegistryResponse failure(ErrorCode code, String context) {
        return RegistryResponse.ofSubmission(List.of(XdsError.of(code, context)));
    }

    public synchronized List<UpdateDocumentSetRequest> requests() {
        return List.copyOf(requests);
    }

    /** The entryUUIDs that were deprecated, in their order. */
    public synchronized List<String> deprecated() {
        return List.copyOf(deprecated);
    }
}
