package dev.xdsi.transaction.iti44;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import java.util.List;

/**
 * A message of a Patient Identity Source (ITI TF-2: 3.44.4).
 *
 * @param ids all ids of the patient, of whichever authority; of the one who survives where duplicates are resolved
 * @param priorIds of each registration that this one takes the place of, its ids: of the patients who are subsumed
 * @param given what is said of the patient
 */
public record PatientIdentityFeedRequest(
        Header header,
        Interaction interaction,
        List<PatientId> ids,
        List<List<PatientId>> priorIds,
        Demographics given) {
    public PatientIdentityFeedRequest {
        ids = List.copyOf(ids);
        priorIds = priorIds.stream().map(List::copyOf).toList();
    }

    /** Who wrote the message to whom, each by the id of its device, and which message of the sender it is. */
    public record Header(String sender, String receiver, String messageId) {}

    /** What became of the patient's record (ITI TF-2: 3.44.4.1, 3.44.4.2). */
    public enum Interaction {
        ADDED("PRPA_IN201301UV02"),
        REVISED("PRPA_IN201302UV02"),
        /** Two records are of one person. */
        DUPLICATES_RESOLVED("PRPA_IN201304UV02");

        private final String id;

        Interaction(String id) {
            this.id = id;
        }

        /** As HL7 names it. */
        public String id() {
            return id;
        }
    }
}
