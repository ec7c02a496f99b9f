package dev.xdsi.registry.iti8;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventAction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.registry.patients.Applied;
import dev.xdsi.transaction.Outcome;
import java.util.stream.Stream;

/** The audit message of Patient Identity Feed [ITI-8], the receiver's side (ITI TF-2: 3.8.5.1.2). */
public record PatientIdentityFeedAudit(AuditContext context)
        implements AuditRecipe<PatientIdentityFeedRequest, Acknowledgement> {

    @Override
    public AuditEvent describe(Outcome<PatientIdentityFeedRequest, Acknowledgement> outcome) {
        PatientIdentityFeedRequest request = outcome.request();
        PatientIdentityFeedRequest.Header header = request.header();
        return AuditEvent.served(AuditedTransaction.ITI_8, outcome.caller(), context.serving(header.receiver()))
                .action(action(outcome))
                .outcome(result(outcome))
                .objects(Stream.concat(request.ids().ids().stream(), request.priorIds().ids().stream())
                        .map(id -> AuditedObject.patient(id.cx()).detail("MSH-10", header.controlId()))
                        .toList())
                .build();
    }

    /** A merge is recorded as what becomes of the subsumed id (ITI TF-2: 3.8.5.1). */
    private static EventAction action(Outcome<PatientIdentityFeedRequest, Acknowledgement> outcome) {
        PatientIdentityFeedRequest.Trigger trigger = outcome.request().header().trigger();
        if (trigger == PatientIdentityFeedRequest.Trigger.A40) {
            return EventAction.DELETE;
        }
        if (outcome instanceof Outcome.Answered<PatientIdentityFeedRequest, Acknowledgement> answered
                && answered.response() instanceof Acknowledgement.Accepted(Applied applied)) {
            return applied == Applied.CREATED ? EventAction.CREATE : EventAction.UPDATE;
        }
        return trigger == PatientIdentityFeedRequest.Trigger.A08 ? EventAction.UPDATE : EventAction.CREATE;
    }

    private static EventOutcome result(Outcome<PatientIdentityFeedRequest, Acknowledgement> outcome) {
        return switch (outcome) {
            case Outcome.Failed<PatientIdentityFeedRequest, Acknowledgement> failed ->
                EventOutcome.failed(failed.failure());
            case Outcome.Answered<PatientIdentityFeedRequest, Acknowledgement> answered ->
                switch (answered.response()) {
                    case Acknowledgement.Accepted accepted -> EventOutcome.SUCCESS;
                    case Acknowledgement.Refused refused ->
                        new EventOutcome(
                                EventOutcome.Indicator.SERIOUS_FAILURE,
                                refused.code() + " " + refused.condition().code() + " " + refused.location());
                };
        };
    }
}
