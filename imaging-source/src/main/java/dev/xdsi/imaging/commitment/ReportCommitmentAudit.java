package dev.xdsi.imaging.commitment;

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

/** DICOM Instances Transferred (PS3.15 A.5.3.7), as who keeps them tells who sent them that they are kept. */
public record ReportCommitmentAudit(AuditContext context, InstanceArchive archive)
        implements AuditRecipe<CommitmentRequest, Reported> {
    @Override
    public AuditEvent describe(Outcome<CommitmentRequest, Reported> outcome) {
        URI there = outcome instanceof Outcome.Answered<CommitmentRequest, Reported> answered
                ? answered.response().destination()
                : Reported.unknown(outcome.request().requester());
        AuditEvent.Builder event = AuditEvent.initiated(
                AuditedTransaction.COMMITMENT_REPORT,
                outcome.caller(),
                context,
                outcome.caller().node().userId(),
                there);
        switch (outcome) {
            case Outcome.Answered<CommitmentRequest, Reported> answered -> {
                event.outcome(outcomeOf(outcome.request(), answered.response()));
                NormalizedAudit.describe(Concerned.of(answered.response().committed(), archive::patient), event);
            }
            case Outcome.Failed<CommitmentRequest, Reported> failed ->
                event.outcome(EventOutcome.failed(failed.failure()));
        }
        return event.build();
    }

    private static EventOutcome outcomeOf(CommitmentRequest request, Reported reported) {
        if (!reported.trouble().isEmpty()) {
            return new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "not told");
        }
        return reported.committed().size() == request.requested().size()
                ? EventOutcome.SUCCESS
                : new EventOutcome(EventOutcome.Indicator.MINOR_FAILURE, "not all are kept");
    }
}
