package dev.xdsi.imaging.forward;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventAction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.imaging.normalized.NormalizedAudit;
import dev.xdsi.transaction.Outcome;

/** Procedure Record (PS3.15 A.5.3), as who tells of a procedure records each attempt. */
record TellAudit(AuditedTransaction transaction, AuditContext context) implements AuditRecipe<Message, Answer> {
    @Override
    public AuditEvent describe(Outcome<Message, Answer> outcome) {
        Message message = outcome.request();
        boolean created =
                transaction == AuditedTransaction.MPPS && message.operation().command() == CommandField.N_CREATE;
        AuditEvent.Builder event = AuditEvent.initiated(
                        transaction,
                        outcome.caller(),
                        context,
                        outcome.caller().node().userId(),
                        message.to().uri())
                .action(created ? EventAction.CREATE : EventAction.UPDATE);
        NormalizedAudit.describe(message.concerned(), event);
        switch (outcome) {
            case Outcome.Answered<Message, Answer> answered -> event.outcome(outcomeOf(answered.response()));
            case Outcome.Failed<Message, Answer> failed -> event.outcome(EventOutcome.failed(failed.failure()));
        }
        return event.build();
    }

    private static EventOutcome outcomeOf(Answer answer) {
        return answer.isTaken()
                ? EventOutcome.SUCCESS
                : new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "not taken");
    }
}
