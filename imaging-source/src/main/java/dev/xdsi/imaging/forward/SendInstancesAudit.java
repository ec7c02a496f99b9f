package dev.xdsi.imaging.forward;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.DisclosedObjects;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** DICOM Instances Transferred, as their sender records a portion of them by what was taken (PS3.15 A.5.3.7). */
record SendInstancesAudit(AuditContext context, URI pacs, InstanceArchive archive)
        implements AuditRecipe<List<StoredInstance>, SentInstances> {
    @Override
    public AuditEvent describe(Outcome<List<StoredInstance>, SentInstances> outcome) {
        AuditEvent.Builder event = AuditEvent.initiated(
                AuditedTransaction.STORE,
                outcome.caller(),
                context,
                outcome.caller().node().userId(),
                pacs);
        switch (outcome) {
            case Outcome.Answered<List<StoredInstance>, SentInstances> answered -> {
                Set<String> taken = answered.response().taken();
                event.outcome(outcomeOf(outcome.request().size(), taken.size()))
                        .objects(new DisclosedObjects(archive).of(outcome.request().stream(), taken));
            }
            case Outcome.Failed<List<StoredInstance>, SentInstances> failed ->
                event.outcome(EventOutcome.failed(failed.failure()));
        }
        return event.build();
    }

    private static EventOutcome outcomeOf(int sent, int taken) {
        if (taken == sent) {
            return EventOutcome.SUCCESS;
        }
        return taken == 0
                ? new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "none was taken")
                : new EventOutcome(EventOutcome.Indicator.MINOR_FAILURE, "some were not taken");
    }
}
