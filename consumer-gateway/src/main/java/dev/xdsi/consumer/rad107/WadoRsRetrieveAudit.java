package dev.xdsi.consumer.rad107;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.retrieval.StudyAddress;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.Streamed;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The audit message of WADO-RS Retrieve [RAD-107], the Imaging Document Consumer's side (RAD TF-2: 4.107.5.1): the study with what
 * really came of it.
 */
public record WadoRsRetrieveAudit<R extends Streamed>(AuditContext context)
        implements StreamedAuditRecipe<StudyAddress, R> {

    @Override
    public AuditEvent describe(Outcome<StudyAddress, R> outcome, Delivery.@Nullable Result delivered) {
        StudyAddress asked = outcome.request();
        Manifest manifest = asked.manifest();
        Set<String> came = delivered == null ? Set.of() : delivered.sent().keySet();
        EventOutcome ended = switch (outcome) {
            case Outcome.Answered<StudyAddress, R> answered -> EventOutcome.SUCCESS;
            case Outcome.Failed<StudyAddress, R> failed -> EventOutcome.failed(failed.failure());
        };
        return AuditEvent.initiated(
                        AuditedTransaction.RAD_107, outcome.caller(), context, Caller.ANONYMOUS, asked.base())
                .outcome(ended)
                .delivered(delivered)
                .object(AuditedObject.study(manifest.studyInstanceUID(), manifest.countBySopClass(came)))
                .build();
    }
}
