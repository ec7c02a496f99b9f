package dev.xdsi.registry.iti62;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti62.RemoveMetadataRequest;
import dev.xdsi.transaction.iti62.RemoveMetadataResponse;
import java.net.URI;
import java.util.Set;

/** The audit message of Remove Metadata [ITI-62], the Document Registry's side (ITI TF-2: 3.62.5.1): whose what is gone. */
public record RemoveMetadataAudit(AuditContext context, URI endpoint)
        implements AuditRecipe<RemoveMetadataRequest, RemoveMetadataResponse> {
    @Override
    public AuditEvent describe(Outcome<RemoveMetadataRequest, RemoveMetadataResponse> outcome) {
        Set<PatientId> patients = switch (outcome) {
            case Outcome.Answered<RemoveMetadataRequest, RemoveMetadataResponse> answered ->
                answered.response().patients();
            case Outcome.Failed<RemoveMetadataRequest, RemoveMetadataResponse> failed -> Set.of();
        };
        return AuditEvent.served(AuditedTransaction.ITI_62, outcome.caller(), context, endpoint)
                .outcome(outcome, RemoveMetadataResponse::outcome)
                .objects(patients.stream()
                        .map(PatientId::cx)
                        .sorted()
                        .map(AuditedObject::patient)
                        .toList())
                .objects(outcome.request().objectRefs().stream()
                        .distinct()
                        .map(AuditedObject::removed)
                        .toList())
                .build();
    }
}
