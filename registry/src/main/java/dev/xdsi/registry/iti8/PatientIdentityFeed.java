package dev.xdsi.registry.iti8;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.iti8.Acknowledgement.Condition;
import dev.xdsi.registry.iti8.Acknowledgement.Refused;
import dev.xdsi.registry.patients.Applied;
import dev.xdsi.registry.patients.FeedMessage;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.registry.patients.PatientUpdate;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.util.List;

/**
 * Patient Identity Feed [ITI-8], the Document Registry's side (ITI TF-2: 3.8): a patient is known by an id of the affinity domain; ids
 * of other authorities in the same message are further ids of the same patient.
 */
public final class PatientIdentityFeed implements Transaction<PatientIdentityFeedRequest, Acknowledgement> {
    private final PatientStore patients;
    private final Oid affinityDomain;

    public PatientIdentityFeed(PatientStore patients, Oid affinityDomain) {
        this.patients = patients;
        this.affinityDomain = affinityDomain;
    }

    @Override
    public Acknowledgement perform(PatientIdentityFeedRequest request, Caller caller) {
        List<PatientId> ours =
                request.ids().stream().filter(this::isOurs).distinct().toList();
        if (ours.isEmpty()) {
            return Refused.error(
                    Condition.UNKNOWN_KEY_IDENTIFIER,
                    "PID-3",
                    "no id of the affinity domain, whose assigning authority is " + affinityDomain);
        }
        if (ours.size() > 1) {
            return Refused.error(
                    Condition.DUPLICATE_KEY_IDENTIFIER,
                    "PID-3",
                    "more than one id of the affinity domain, and a patient has one");
        }
        List<PatientId> others =
                request.ids().stream().filter(id -> !isOurs(id)).distinct().toList();
        return answer(patients.apply(new FeedMessage(
                request.header().sender(),
                request.header().controlId(),
                request.digest(),
                new PatientUpdate(ours.getFirst(), others, request.given(), request.deleted()))));
    }

    private boolean isOurs(PatientId id) {
        return id.assigningAuthority().equals(affinityDomain);
    }

    private static Acknowledgement answer(Applied applied) {
        return switch (applied) {
            case CREATED, UPDATED, REPEATED -> new Acknowledgement.Accepted(applied);
            case CONTROL_ID_REUSED ->
                Refused.error(
                        Condition.DUPLICATE_KEY_IDENTIFIER,
                        "MSH-10",
                        "this control id was used for another message of the same sender");
            case ID_OF_ANOTHER ->
                Refused.error(
                        Condition.DUPLICATE_KEY_IDENTIFIER,
                        "PID-3",
                        "one of the ids belongs to another patient; nothing was changed");
        };
    }
}
