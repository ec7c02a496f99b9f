package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.UUID;

/** The columns of an object that a question returns. */
record Found(
        UUID entryUuid,
        String patientId,
        AvailabilityStatus availabilityStatus,
        UUID logicalId,
        int version,
        String written) {
    RegisteredObject registered() {
        return new RegisteredObject(EntryUuid.of(entryUuid), patient(), availabilityStatus, written);
    }

    KnownObject known(ObjectKind kind) {
        return new KnownObject(kind, patient(), availabilityStatus, EntryUuid.of(logicalId), version);
    }

    PatientId patient() {
        return patient(patientId);
    }

    static PatientId patient(String cx) {
        return PatientId.parse(cx).orElseThrow(() -> new IllegalStateException("kept a wrong patient id"));
    }
}
