package dev.xdsi.imaging.publication;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.imaging.publication.PublicationStore.LinkResult;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import java.util.Map;

/** Patient Record, as the Imaging Document Source records that a study was linked to a patient (PS3.15 A.5.3.9). */
public record LinkStudyAudit(AuditContext context, URI endpoint) implements AuditRecipe<StudyLink, LinkResult> {
    @Override
    public AuditEvent describe(Outcome<StudyLink, LinkResult> outcome) {
        StudyLink link = outcome.request();
        return AuditEvent.served(AuditedTransaction.LINK, outcome.caller(), context, endpoint)
                .outcome(outcomeOf(outcome))
                .object(AuditedObject.patient(link.patient().cx()))
                .object(AuditedObject.study(link.study().value(), Map.of()).detail("change", "link"))
                .build();
    }

    private static EventOutcome outcomeOf(Outcome<StudyLink, LinkResult> outcome) {
        return switch (outcome) {
            case Outcome.Failed<StudyLink, LinkResult> failed -> EventOutcome.failed(failed.failure());
            case Outcome.Answered<StudyLink, LinkResult> answered
            when answered.response() == LinkResult.LINKED -> EventOutcome.SUCCESS;
            case Outcome.Answered<StudyLink, LinkResult> answered ->
                new EventOutcome(
                        EventOutcome.Indicator.SERIOUS_FAILURE,
                        answered.response().name());
        };
    }
}
