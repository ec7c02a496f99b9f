package dev.xdsi.imaging.rad55;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DICOM Instances Transferred, as the Imaging Document Source records RAD-55 (RAD TF-2: 4.55.5.1): by what really left. */
public final class WadoRetrieveAudit implements StreamedAuditRecipe<WadoRequest, WadoResponse> {
    private final AuditContext context;
    private final URI endpoint;
    private final InstanceArchive archive;

    public WadoRetrieveAudit(AuditContext context, URI endpoint, InstanceArchive archive) {
        this.context = context;
        this.endpoint = endpoint;
        this.archive = archive;
    }

    @Override
    public AuditEvent describe(Outcome<WadoRequest, WadoResponse> outcome, Delivery.@Nullable Result delivered) {
        return AuditEvent.served(AuditedTransaction.RAD_55, outcome.caller(), context, endpoint)
                .outcome(outcomeOf(outcome))
                .delivered(delivered)
                .objects(objects(outcome, delivered))
                .build();
    }

    private static EventOutcome outcomeOf(Outcome<WadoRequest, WadoResponse> outcome) {
        return switch (outcome) {
            case Outcome.Failed<WadoRequest, WadoResponse> failed -> EventOutcome.failed(failed.failure());
            case Outcome.Answered<WadoRequest, WadoResponse> answered ->
                outcomeOf(answered.response().result());
        };
    }

    private static EventOutcome outcomeOf(WadoResponse.Result result) {
        return result == WadoResponse.Result.FOUND
                ? EventOutcome.SUCCESS
                : new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, result.name());
    }

    private List<AuditedObject> objects(
            Outcome<WadoRequest, WadoResponse> outcome, Delivery.@Nullable Result delivered) {
        SentInstance instance = outcome instanceof Outcome.Answered<WadoRequest, WadoResponse> answered
                ? answered.response().instance()
                : null;
        if (instance == null) {
            return List.of(AuditedObject.study(outcome.request().uids().study().value(), Map.of()));
        }
        Set<String> sent = delivered == null ? Set.of() : delivered.sent().keySet();
        return new DisclosedObjects(archive).of(Stream.of(instance.instance()), sent);
    }
}
