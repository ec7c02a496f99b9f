package dev.xdsi.consumer.trail;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.hl7v3.PatientDiscoveryXml;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Failed;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Found;
import dev.xdsi.transaction.iti55.PatientMatch;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The audit message of Cross Gateway Patient Discovery [ITI-55], as a gateway of either side records it (ITI TF-2: 3.55.5.1).
 *
 * @param endpoint that answers: ours, or the partner's
 * @param responding the community that is asked
 */
public record PatientDiscoveryAudit(Side side, AuditContext context, URI endpoint, HomeCommunityId responding)
        implements AuditRecipe<PatientDiscoveryRequest, PatientDiscoveryResponse> {
    @Override
    public AuditEvent describe(Outcome<PatientDiscoveryRequest, PatientDiscoveryResponse> outcome) {
        PatientDiscoveryRequest request = outcome.request();
        byte[] written = PatientDiscoveryXml.write(request).getBytes(StandardCharsets.UTF_8);
        return side.event(AuditedTransaction.ITI_55, outcome.caller(), context, endpoint)
                .outcome(result(outcome))
                .objects(patients(outcome))
                .object(AuditedObject.query(AuditedTransaction.ITI_55, request.queryId(), written)
                        .homeCommunityId(responding.urn()))
                .build();
    }

    private static EventOutcome result(Outcome<PatientDiscoveryRequest, PatientDiscoveryResponse> outcome) {
        return switch (outcome) {
            case Outcome.Failed<PatientDiscoveryRequest, PatientDiscoveryResponse> failed ->
                EventOutcome.failed(failed.failure());
            case Outcome.Answered<PatientDiscoveryRequest, PatientDiscoveryResponse> answered ->
                answered.response() instanceof Failed failed
                        ? new EventOutcome(
                                EventOutcome.Indicator.SERIOUS_FAILURE,
                                failed.issue().code())
                        : EventOutcome.SUCCESS;
        };
    }

    /** By which ids was asked, and who was named. */
    private static List<AuditedObject> patients(Outcome<PatientDiscoveryRequest, PatientDiscoveryResponse> outcome) {
        Stream<PatientId> named =
                outcome instanceof Outcome.Answered<PatientDiscoveryRequest, PatientDiscoveryResponse> answered
                                && answered.response() instanceof Found found
                        ? found.matches().stream().map(PatientMatch::id)
                        : Stream.of();
        return Stream.concat(outcome.request().ids().stream(), named)
                .distinct()
                .map(id -> AuditedObject.patient(id.cx()))
                .toList();
    }
}
