package dev.xdsi.registry.store;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.History.KnownObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changes in the registry, all of it or nothing. What is added belongs to a patient of the change's {@link Scope}; the turn of
 * any other patient who is touched is taken too, and the change is judged again.
 *
 * @param added objects whose entryUUIDs are new
 * @param statuses the availabilityStatus that registered objects have from now on
 * @param rewritten registered objects that say something else from now on: a Folder its new lastUpdateTime
 * @param removed objects that are gone as if they had never been there; who names an object's associations too leaves none behind
 */
public record Change(
        List<NewObject> added,
        Map<EntryUuid, AvailabilityStatus> statuses,
        List<NewObject> rewritten,
        Set<EntryUuid> removed) {
    public static final Change NOTHING = new Change(List.of(), Map.of(), List.of(), Set.of());

    public Change {
        added = List.copyOf(added);
        statuses = Map.copyOf(statuses);
        rewritten = List.copyOf(rewritten);
        removed = Set.copyOf(removed);
    }

    public static Change adding(List<NewObject> added) {
        return new Change(added, Map.of(), List.of(), Set.of());
    }

    public Change withStatuses(Map<EntryUuid, AvailabilityStatus> changed) {
        return new Change(added, changed, rewritten, removed);
    }

    public Change withRewritten(List<NewObject> changed) {
        return new Change(added, statuses, changed, removed);
    }

    public Change withRemoved(Set<EntryUuid> gone) {
        return new Change(added, statuses, rewritten, gone);
    }

    /**
     * What a subscriber could learn of it, by patient: the objects that are new, say something else, or are Approved again. Who asks for a
     * status adds his SubmissionSet, and both are of one patient.
     */
    public Map<PatientId, Set<EntryUuid>> happened() {
        Map<PatientId, Set<EntryUuid>> happened = new HashMap<>();
        Stream.concat(added.stream(), rewritten.stream())
                .forEach(object -> happened.computeIfAbsent(object.patientId(), patient -> new HashSet<>())
                        .add(object.entryUUID()));
        added.stream()
                .findFirst()
                .map(NewObject::patientId)
                .map(happened::get)
                .ifPresent(his -> his.addAll(approved()));
        return happened;
    }

    private List<EntryUuid> approved() {
        return statuses.keySet().stream()
                .filter(object -> statuses.get(object) == AvailabilityStatus.APPROVED)
                .toList();
    }

    /** The entryUUIDs of everything in it. */
    public Set<EntryUuid> entryUUIDs() {
        return Stream.of(
                        added.stream().map(NewObject::entryUUID),
                        statuses.keySet().stream(),
                        rewritten.stream().map(NewObject::entryUUID),
                        removed.stream())
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
    }

    /**
     * Refuses a change that its judge should not have accepted: one that adds what is there, changes what is not, or touches others.
     *
     * @param patients those whose turn it is
     * @param registered what is registered under {@link #entryUUIDs}
     */
    public void check(Set<PatientId> patients, History registered) {
        for (NewObject object : added) {
            require(registered.object(object.entryUUID()).isEmpty(), "registered already", object.entryUUID());
            require(patients.contains(object.keptUnder()), "added outside the scope", object.entryUUID());
        }
        Set<EntryUuid> changed = new HashSet<>(entryUUIDs());
        added.forEach(object -> changed.remove(object.entryUUID()));
        for (EntryUuid entryUUID : changed) {
            KnownObject known = registered.object(entryUUID).orElse(null);
            require(known != null && patients.contains(known.patientId()), "changed outside the scope", entryUUID);
        }
        rewritten.forEach(object -> require(
                registered
                        .object(object.entryUUID())
                        .filter(known -> known.patientId().equals(object.keptUnder())
                                && known.kind() == ObjectKind.of(object.object()))
                        .isPresent(),
                "rewritten as another's",
                object.entryUUID()));
    }

    private static void require(boolean holds, String otherwise, EntryUuid entryUUID) {
        if (!holds) {
            throw new IllegalStateException(otherwise + ": " + entryUUID);
        }
    }
}
