package dev.xdsi.registry.iti44;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventAction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti44.Acknowledgement;
import dev.xdsi.transaction.iti44.PatientIdentityFeedRequest;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The audit message of Patient Identity Feed HL7 V3 [ITI-44], the receiver's side (ITI TF-2: 3.44.5.1). */
public record PatientIdentityFeedV3Audit(AuditContext context, URI endpoint)
        implements AuditRecipe<PatientIdentityFeedRequest, Acknowledgement> {

    @Override
    public AuditEvent describe(Outcome<PatientIdentityFeedRequest, Acknowledgement> outcome) {
        PatientIdentityFeedRequest request = outcome.request();
        return AuditEvent.served(AuditedTransaction.ITI_44, outcome.caller(), context.serving(endpoint.toString()))
                .action(action(request.interaction()))
                .outcome(result(outcome))
                .objects(Stream.concat(
                                request.ids().stream(),
                                request.priorIds().stream().flatMap(List::stream))
                        .map(id -> AuditedObject.patient(id.cx())
                                .detail("II", request.header().messageId()))
                        .toList())
                .build();
    }

    /** A merge is recorded as what becomes of the subsumed id. */
    private static EventAction action(PatientIdentityFeedRequest.Interaction interaction) {
        return switch (interaction) {
            case ADDED -> EventAction.CREATE;
            case REVISED -> EventAction.UPDATE;
            case DUPLICATES_RESOLVED -> EventAction.DELETE;
        };
    }

    private static EventOutcome result(Outcome<PatientIdentityFeedRequest, Acknowledgement> outcome) {
        return switch (outcome) {
            case Outcome.Failed<PatientIdentityFeedRequest, Acknowledgement> failed ->
                EventOutcome.failed(failed.failure());
            case Outcome.Answered<PatientIdentityFeedRequest, Acknowledgement> answered ->
                switch (answered.response()) {
                    case Acknowledgement.Accepted accepted -> EventOutcome.SUCCESS;
                    case Acknowledgement.Refused(String text) ->
                        new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "CE " + text);
                };
        };
    }
}
