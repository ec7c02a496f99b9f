package dev.xdsi.registry.iti8;

import dev.xdsi.model.patient.Demographics;
import dev.xdsi.registry.patients.PatientIdentifierList;
import dev.xdsi.registry.patients.PatientUpdate.Trait;
import java.util.Set;

/**
 * An ADT message of a Patient Identity Source (ITI TF-2: 3.8.4.1.2).
 *
 * @param ids of PID-3, those whose authority is named by OID
 * @param priorIds of MRG-1 likewise: of the patient who is merged into this one
 * @param given what PID says of the patient
 * @param deleted what PID says he no longer has
 * @param digest of trigger, PID and MRG, equal when the message is sent again
 */
public record PatientIdentityFeedRequest(
        Header header,
        PatientIdentifierList ids,
        PatientIdentifierList priorIds,
        Demographics given,
        Set<Trait> deleted,
        String digest) {
    public PatientIdentityFeedRequest {
        deleted = Set.copyOf(deleted);
    }

    /** Who wrote the message to whom, each as facility and application, and what kind of message it is. */
    public record Header(String sender, String receiver, Trigger trigger, String controlId) {}

    /** The trigger events that are taken (ITI TF-2: 3.8.4.1.1, 3.8.4.2.1). */
    public enum Trigger {
        /** Admission of an in-patient. */
        A01,
        /** Registration of an out-patient. */
        A04,
        /** Pre-admission of an in-patient. */
        A05,
        /** Update of patient information. */
        A08,
        /** Merge of two patients. */
        A40
    }
}
