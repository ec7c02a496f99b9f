package dev.xdsi.repository.iti86;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti86.RemoveDocumentsRequest;
import java.net.URI;
import java.util.function.Function;

/** The audit message of Remove Documents [ITI-86], the Document Repository's side (ITI TF-2: 3.86.5.1): which documents are gone. */
public record RemoveDocumentsAudit(AuditContext context, URI endpoint)
        implements AuditRecipe<RemoveDocumentsRequest, RegistryResponse> {
    @Override
    public AuditEvent describe(Outcome<RemoveDocumentsRequest, RegistryResponse> outcome) {
        return AuditEvent.served(AuditedTransaction.ITI_86, outcome.caller(), context, endpoint)
                .outcome(outcome, Function.identity())
                .objects(outcome.request().documents().stream()
                        .distinct()
                        .map(document -> AuditedObject.removedDocument(
                                document.documentUniqueId(), document.repositoryUniqueId()))
                        .toList())
                .build();
    }
}
