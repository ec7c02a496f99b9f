package dev.xdsi.registry.update;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Criterion.LogicalIdIn;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.Snapshot;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The versions of logical objects (ITI TF-3: 4.2.3.2.10). */
public record Versions(Snapshot snapshot) {
    private static final int MOST = 100_000;

    /** An object that is registered. */
    record Version(EntryUuid entryUUID, KnownObject known) {}

    /** The newest version of a logical object of this kind, among those of one patient. */
    Optional<Version> newest(EntryUuid logicalID, ObjectKind kind, PatientId patientId) {
        Set<EntryUuid> all = all(Set.of(logicalID), kind, patientId);
        return history(all).objects().entrySet().stream()
                .map(version -> new Version(version.getKey(), version.getValue()))
                .max(Comparator.comparingInt(version -> version.known().version()));
    }

    boolean isNewest(EntryUuid object, KnownObject known) {
        return newest(known.logicalID(), known.kind(), known.patientId())
                .filter(newest -> newest.entryUUID().equals(object))
                .isPresent();
    }

    /** Every version of these logical objects of one kind and one patient. */
    public Set<EntryUuid> all(Set<EntryUuid> logicalIDs, ObjectKind kind, PatientId patientId) {
        if (logicalIDs.isEmpty()) {
            return Set.of();
        }
        PatientIn whose = PatientIn.only(patientId);
        LogicalIdIn which = new LogicalIdIn(logicalIDs);
        return switch (kind) {
            case DOCUMENT_ENTRY ->
                snapshot.documentEntries(List.of(whose, which), MOST).stream()
                        .map(RegisteredEntry::entryUUID)
                        .collect(Collectors.toSet());
            case SUBMISSION_SET -> entryUUIDs(snapshot.submissionSets(List.of(whose, which), MOST));
            case FOLDER -> entryUUIDs(snapshot.folders(List.of(whose, which), MOST));
            case ASSOCIATION ->
                snapshot.associations(List.of(whose, which), MOST).stream()
                        .map(RegisteredAssociation::object)
                        .map(RegisteredObject::entryUUID)
                        .collect(Collectors.toSet());
        };
    }

    /** Those of the documents that are the patient's, with every other version of them. */
    Set<EntryUuid> withAllVersions(Set<EntryUuid> documents, PatientId patientId) {
        Set<EntryUuid> logicalIDs = history(documents).objects().values().stream()
                .map(KnownObject::logicalID)
                .collect(Collectors.toSet());
        return new HashSet<>(all(logicalIDs, ObjectKind.DOCUMENT_ENTRY, patientId));
    }

    History history(Set<EntryUuid> entryUUIDs) {
        return snapshot.history(new Identifiers(entryUUIDs, Set.of()));
    }

    private static Set<EntryUuid> entryUUIDs(List<RegisteredObject> objects) {
        return objects.stream().map(RegisteredObject::entryUUID).collect(Collectors.toSet());
    }
}
