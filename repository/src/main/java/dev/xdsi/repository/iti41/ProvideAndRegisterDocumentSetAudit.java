package dev.xdsi.repository.iti41;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * The audit message of Provide and Register Document Set-b [ITI-41], the Document Repository's side (ITI TF-2: 3.41.5.1): an
 * import of documents for a patient. RAD-68 cannot be told from it on the wire.
 */
public record ProvideAndRegisterDocumentSetAudit(AuditContext context, URI endpoint)
        implements AuditRecipe<ProvideAndRegisterDocumentSetRequest, RegistryResponse> {

    @Override
    public AuditEvent describe(Outcome<ProvideAndRegisterDocumentSetRequest, RegistryResponse> outcome) {
        return AuditEvent.served(AuditedTransaction.ITI_41, outcome.caller(), context, endpoint)
                .outcome(outcome, Function.identity())
                .came(outcome.request().documents().size(), 0)
                .objects(identifiers(outcome, Identifier.SS_PATIENT_ID).stream()
                        .map(AuditedObject::patient)
                        .toList())
                .objects(identifiers(outcome, Identifier.SS_UNIQUE_ID).stream()
                        .map(AuditedObject::submissionSet)
                        .toList())
                .build();
    }

    private static List<String> identifiers(
            Outcome<ProvideAndRegisterDocumentSetRequest, RegistryResponse> outcome, String scheme) {
        return outcome.request()
                .submission()
                .submissionSets()
                .flatMap(set -> set.externalIdentifier(scheme).stream())
                .toList();
    }
}
