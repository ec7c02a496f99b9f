package dev.xdsi.imaging.normalized;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventAction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Outcome;
import java.net.URI;

/** What is recorded of a request, whatever it is about: who asked, of which patients and studies, and by which status it was answered. */
public record NormalizedAudit(AuditedTransaction transaction, EventAction action, AuditContext context, URI endpoint)
        implements AuditRecipe<DimseOperation, NormalizedAnswer> {
    @Override
    public AuditEvent describe(Outcome<DimseOperation, NormalizedAnswer> outcome) {
        AuditEvent.Builder event = AuditEvent.served(transaction, outcome.caller(), context, endpoint)
                .action(action);
        switch (outcome) {
            case Outcome.Answered<DimseOperation, NormalizedAnswer> answered -> {
                event.outcome(outcomeOf(answered.response().status()));
                describe(answered.response().concerned(), event);
            }
            case Outcome.Failed<DimseOperation, NormalizedAnswer> failed ->
                event.outcome(EventOutcome.failed(failed.failure()));
        }
        return event.build();
    }

    /** By its number alone: a comment may quote somebody. */
    private static EventOutcome outcomeOf(Status status) {
        return status.isFailure()
                ? new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, new Status(status.code()).toString())
                : EventOutcome.SUCCESS;
    }

    /** Patients and studies as objects of an event. */
    public static void describe(Concerned concerned, AuditEvent.Builder event) {
        concerned.patientIds().forEach(id -> event.object(AuditedObject.patient(id)));
        Oid mpps = concerned.mpps();
        concerned.studies().forEach((uid, classes) -> {
            AuditedObject study = AuditedObject.study(uid.value(), classes);
            event.object(mpps == null ? study : study.mpps(mpps.value()));
        });
    }
}
