package dev.xdsi.imaging.forward;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.normalized.Concerned;
import dev.xdsi.imaging.normalized.NormalizedAudit;
import dev.xdsi.transaction.Outcome;
import java.net.URI;

/** DICOM Instances Transferred (PS3.15 A.5.3.7), as who sent them asks who has them whether they are kept. */
record AskForCommitmentAudit(AuditContext context, URI pacs, InstanceArchive archive)
        implements AuditRecipe<CommitmentQuestion, Answer> {
    @Override
    public AuditEvent describe(Outcome<CommitmentQuestion, Answer> outcome) {
        AuditEvent.Builder event = AuditEvent.initiated(
                AuditedTransaction.STORAGE_COMMITMENT,
                outcome.caller(),
                context,
                outcome.caller().node().userId(),
                pacs);
        NormalizedAudit.describe(Concerned.of(outcome.request().instances(), archive::patient), event);
        switch (outcome) {
            case Outcome.Answered<CommitmentQuestion, Answer> answered -> event.outcome(outcomeOf(answered.response()));
            case Outcome.Failed<CommitmentQuestion, Answer> failed ->
                event.outcome(EventOutcome.failed(failed.failure()));
        }
        return event.build();
    }

    private static EventOutcome outcomeOf(Answer asked) {
        return asked.isTaken()
                ? EventOutcome.SUCCESS
                : new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "not taken");
    }
}
