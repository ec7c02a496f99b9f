package dev.xdsi.imaging.rad107;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.disclosure.DisclosedObjects;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DICOM Instances Transferred, as the Imaging Document Source records RAD-107: by what really left. */
public final class WadoRsRetrieveAudit implements StreamedAuditRecipe<WadoRsRequest, WadoRsResponse> {
    private final AuditContext context;
    private final URI endpoint;
    private final InstanceArchive archive;

    public WadoRsRetrieveAudit(AuditContext context, URI endpoint, InstanceArchive archive) {
        this.context = context;
        this.endpoint = endpoint;
        this.archive = archive;
    }

    @Override
    public AuditEvent describe(Outcome<WadoRsRequest, WadoRsResponse> outcome, Delivery.@Nullable Result delivered) {
        return AuditEvent.served(AuditedTransaction.RAD_107, outcome.caller(), context, endpoint)
                .outcome(outcomeOf(outcome))
                .delivered(delivered)
                .objects(objects(outcome, delivered))
                .build();
    }

    private static EventOutcome outcomeOf(Outcome<WadoRsRequest, WadoRsResponse> outcome) {
        return switch (outcome) {
            case Outcome.Failed<WadoRsRequest, WadoRsResponse> failed -> EventOutcome.failed(failed.failure());
            case Outcome.Answered<WadoRsRequest, WadoRsResponse> answered
            when answered.response().isUnknown() -> new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "unknown");
            case Outcome.Answered<WadoRsRequest, WadoRsResponse> answered
            when answered.response().instances().isEmpty() ->
                new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "not acceptable");
            case Outcome.Answered<WadoRsRequest, WadoRsResponse> answered
            when answered.response().unacceptable() > 0 ->
                new EventOutcome(EventOutcome.Indicator.MINOR_FAILURE, "some not acceptable");
            case Outcome.Answered<WadoRsRequest, WadoRsResponse> ignored -> EventOutcome.SUCCESS;
        };
    }

    private List<AuditedObject> objects(
            Outcome<WadoRsRequest, WadoRsResponse> outcome, Delivery.@Nullable Result delivered) {
        Set<String> sent = delivered == null ? Set.of() : delivered.sent().keySet();
        return switch (outcome) {
            case Outcome.Answered<WadoRsRequest, WadoRsResponse> answered
            when !answered.response().instances().isEmpty() ->
                new DisclosedObjects(archive)
                        .of(answered.response().instances().stream().map(SentInstance::instance), sent);
            default ->
                List.of(AuditedObject.study(outcome.request().part().study().value(), Map.of()));
        };
    }
}
