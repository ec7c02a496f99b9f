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

/** The audit message of Patient Identity Feed [ITI-8], the receiver's side (ITI TF-2: 3.8.5.1.2). */
public record PatientIdentityFeedAudit(AuditContext context)
        implements AuditRecipe<PatientIdentityFeedRequest, Acknowledgement> {

    @Override
    public AuditEvent describe(Outcome<PatientIdentityFeedRequest, Acknowledgement> outcome) {
        PatientIdentityFeedRequest request = outcome.request();
        PatientIdentityFeedRequest.Header header = request.header();
        return AuditEvent.served(AuditedTransaction.ITI_8, outcome.caller(), context.serving(header.receiver()))
                .action(isNew(outcome) ? EventAction.CREATE : EventAction.UPDATE)
                .outcome(result(outcome))
                .objects(request.ids().stream()
                        .map(id -> AuditedObject.patient(id.cx()).detail("MSH-10", header.controlId()))
                        .toList())
                .build();
    }

    private static boolean isNew(Outcome<PatientIdentityFeedRequest, Acknowledgement> outcome) {
        if (outcome instanceof Outcome.Answered<PatientIdentityFeedRequest, Acknowledgement> answered
                && answered.response() instanceof Acknowledgement.Accepted(Applied applied)) {
            return applied == Applied.CREATED;
        }
        return outcome.request().header().trigger() != PatientIdentityFeedRequest.Trigger.A08;
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
