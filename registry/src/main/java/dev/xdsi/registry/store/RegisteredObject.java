package dev.xdsi.registry.store;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;

/**
 * An object as a store question finds it.
 *
 * @param availabilityStatus its status now, which may no longer be the one that {@code written} shows
 * @param written the object as it was registered, as XML text
 */
public record RegisteredObject(
        EntryUuid entryUUID, PatientId patientId, AvailabilityStatus availabilityStatus, String written) {}
