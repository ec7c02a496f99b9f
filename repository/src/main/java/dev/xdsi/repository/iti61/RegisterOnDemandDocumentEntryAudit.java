package dev.xdsi.repository.iti61;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * The audit message of Register On-Demand Document Entry [ITI-61], the On-Demand Document Source's side (ITI TF-2: 3.61.5.1): an export of
 * metadata to the registry.
 *
 * @param registry where the Document Registry is called
 */
public record RegisterOnDemandDocumentEntryAudit(AuditContext context, URI registry)
        implements AuditRecipe<RegisterOnDemandDocumentEntryRequest, RegistryResponse> {

    @Override
    public AuditEvent describe(Outcome<RegisterOnDemandDocumentEntryRequest, RegistryResponse> outcome) {
        return AuditEvent.initiated(AuditedTransaction.ITI_61, outcome.caller(), context, Caller.ANONYMOUS, registry)
                .outcome(outcome, Function.identity())
                .objects(identifiers(outcome, Identifier.SS_PATIENT_ID).stream()
                        .map(AuditedObject::patient)
                        .toList())
                .objects(identifiers(outcome, Identifier.SS_UNIQUE_ID).stream()
                        .map(AuditedObject::submissionSet)
                        .toList())
                .build();
    }

    private static List<String> identifiers(
            Outcome<RegisterOnDemandDocumentEntryRequest, RegistryResponse> outcome, String scheme) {
        return outcome.request()
                .submission()
                .submissionSets()
                .flatMap(set -> set.externalIdentifier(scheme).stream())
                .toList();
    }
}
