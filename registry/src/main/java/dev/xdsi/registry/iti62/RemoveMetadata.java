package dev.xdsi.registry.iti62;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Verdict;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti62.RemoveMetadataRequest;
import dev.xdsi.transaction.iti62.RemoveMetadataResponse;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Remove Metadata [ITI-62], the Document Registry's side (ITI TF-2: 3.62): objects are gone as if they had never been there, all of
 * them or none, and what is left is whole.
 */
public final class RemoveMetadata implements Transaction<RemoveMetadataRequest, RemoveMetadataResponse> {
    private static final int MOST = 10_000;
    private static final int SHOWN = 80;

    private final RegistryStore store;
    private final InstantSource clock;

    public RemoveMetadata(RegistryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public RemoveMetadataResponse perform(RemoveMetadataRequest request, Caller caller) {
        List<XdsError> faults = faults(request);
        if (!faults.isEmpty()) {
            return new RemoveMetadataResponse(RegistryResponse.ofSubmission(faults), Set.of());
        }
        Set<EntryUuid> objects =
                request.objectRefs().stream().map(EntryUuid::new).collect(Collectors.toSet());
        Identifiers identifiers = new Identifiers(objects, Set.of());
        Set<PatientId> patients = new HashSet<>();
        List<XdsError> errors = store.change(new Scope(owners(identifiers), identifiers), snapshot -> {
            History history = snapshot.history(identifiers);
            history.objects().values().stream().map(KnownObject::patientId).forEach(patients::add);
            return judge(objects, history, snapshot);
        });
        return new RemoveMetadataResponse(RegistryResponse.ofSubmission(errors), patients);
    }

    /** Whose the objects are: what is left behind of theirs, a Folder without its member, may be kept under an id that was merged into one of these. */
    private Set<PatientId> owners(Identifiers identifiers) {
        return store.history(identifiers).objects().values().stream()
                .map(KnownObject::patientId)
                .collect(Collectors.toSet());
    }

    private Verdict judge(Set<EntryUuid> objects, History history, Snapshot snapshot) {
        List<XdsError> unknown = objects.stream()
                .filter(object -> history.object(object).isEmpty())
                .map(object -> unresolved(object.value()))
                .toList();
        if (!unknown.isEmpty()) {
            return new Verdict.Refused(unknown);
        }
        Removal removal = new Removal(objects, history, snapshot);
        List<XdsError> faults = removal.faults();
        return faults.isEmpty()
                ? new Verdict.Accepted(removal.change(clock.instant()), List.of())
                : new Verdict.Refused(faults);
    }

    /** What is wrong with the request itself. */
    private static List<XdsError> faults(RemoveMetadataRequest request) {
        if (request.byQuery()) {
            return List.of(XdsError.of(
                    ErrorCode.XDSInvalidRequestException, "objects are named one by one, not by an AdhocQuery"));
        }
        if (request.objectRefs().isEmpty() || request.objectRefs().size() > MOST) {
            return List.of(XdsError.of(
                    ErrorCode.XDSInvalidRequestException, "a request names from 1 to " + MOST + " objects"));
        }
        Stream<String> malformed = request.objectRefs().stream().filter(ref -> !EntryUuid.isValid(ref));
        return malformed.map(RemoveMetadata::unresolved).toList();
    }

    private static XdsError unresolved(String ref) {
        String shown = ref.length() <= SHOWN ? ref : ref.substring(0, SHOWN) + "…";
        return XdsError.of(ErrorCode.UnresolvedReferenceException, "no such object: " + shown);
    }
}
