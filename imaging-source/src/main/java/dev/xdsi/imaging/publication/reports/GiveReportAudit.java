package dev.xdsi.imaging.publication.reports;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.imaging.publication.reports.GiveReport.Request;
import dev.xdsi.imaging.publication.reports.GiveReport.Taken;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import java.util.Map;

/** Patient Record, as the Imaging Document Source records that somebody gave a report for a study, or took one back (PS3.15 A.5.3.9). */
public record GiveReportAudit(AuditContext context, URI endpoint) implements AuditRecipe<Request, Taken> {
    @Override
    public AuditEvent describe(Outcome<Request, Taken> outcome) {
        Request request = outcome.request();
        return AuditEvent.served(AuditedTransaction.REPORT, outcome.caller(), context, endpoint)
                .outcome(outcomeOf(outcome))
                .object(AuditedObject.study(request.study().value(), Map.of())
                        .detail("change", request.body() == null ? "report taken back" : "report given"))
                .build();
    }

    private static EventOutcome outcomeOf(Outcome<Request, Taken> outcome) {
        return switch (outcome) {
            case Outcome.Failed<Request, Taken> failed -> EventOutcome.failed(failed.failure());
            case Outcome.Answered<Request, Taken> answered ->
                switch (answered.response()) {
                    case Taken.As as -> EventOutcome.SUCCESS;
                    case Taken.Back back -> EventOutcome.SUCCESS;
                    case Taken.NothingThere nothing ->
                        new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "nothing there");
                    case Taken.Refused(String why) -> new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, why);
                };
        };
    }
}
