package dev.xdsi.registry.store;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.PatientId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is registered already under the {@link Identifiers} of a submission. */
public record History(Map<EntryUuid, KnownObject> objects, Map<String, KnownUniqueId> uniqueIds) {
    public static final History EMPTY = new History(Map.of(), Map.of());

    public History {
        objects = Map.copyOf(objects);
        uniqueIds = Map.copyOf(uniqueIds);
    }

    public Optional<KnownObject> object(EntryUuid entryUUID) {
        return Optional.ofNullable(objects.get(entryUUID));
    }

    public Optional<KnownUniqueId> uniqueId(String uniqueId) {
        return Optional.ofNullable(uniqueIds.get(uniqueId));
    }

    /** A registered object, as far as rules ask. */
    public record KnownObject(
            ObjectKind kind,
            PatientId patientId,
            AvailabilityStatus availabilityStatus,
            EntryUuid logicalID,
            int version) {}

    /**
     * Who has a uniqueId, with the hash and size of the first document of it whose content is known; or, where a SubmissionSet has it, with
     * the hash of the whole submission.
     */
    public record KnownUniqueId(
            ObjectKind kind, @Nullable Hash hash, @Nullable Long size) {

        /** Whether it says which bytes: what is put together only when it is asked for does not. */
        public boolean tells() {
            return hash != null && !Hash.OF_NOTHING.equals(hash);
        }

        /** What is known when another document of the uniqueId came too. */
        public KnownUniqueId and(KnownUniqueId later) {
            return tells() ? this : later;
        }
    }
}
