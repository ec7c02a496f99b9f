package dev.xdsi.consumer.rad55;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.consumer.retrieval.InstanceStream;
import dev.xdsi.consumer.retrieval.ObjectAddress;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The audit message of WADO Retrieve [RAD-55], the Imaging Document Consumer's side (RAD TF-2: 4.55.5.1): the study, and its one
 * instance if that came.
 */
public record WadoRetrieveAudit(AuditContext context) implements StreamedAuditRecipe<ObjectAddress, InstanceStream> {

    @Override
    public AuditEvent describe(Outcome<ObjectAddress, InstanceStream> outcome, Delivery.@Nullable Result delivered) {
        ObjectAddress asked = outcome.request();
        boolean came = delivered != null && !delivered.sent().isEmpty();
        EventOutcome ended = switch (outcome) {
            case Outcome.Answered<ObjectAddress, InstanceStream> answered -> EventOutcome.SUCCESS;
            case Outcome.Failed<ObjectAddress, InstanceStream> failed -> EventOutcome.failed(failed.failure());
        };
        Map<String, Integer> instances = came ? Map.of(asked.instance().sopClassUID(), 1) : Map.of();
        return AuditEvent.initiated(
                        AuditedTransaction.RAD_55, outcome.caller(), context, Caller.ANONYMOUS, asked.base())
                .outcome(ended)
                .delivered(delivered)
                .object(AuditedObject.study(asked.studyUID(), instances))
                .build();
    }
}
