package dev.xdsi.registry.store.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Which object of which patient. */
@Embeddable
record ObjectKey(
        @Column(name = "entry_uuid") UUID entryUuid,
        @Column(name = "patient_id") String patientId) {}
