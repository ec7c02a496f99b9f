package dev.xdsi.consumer.iti43;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The audit message of Retrieve Document Set [ITI-43], the Document Consumer's side (ITI TF-2: 3.43.5.1.1): an import that names
 * each document that really came, and where none did those asked for.
 */
public record RetrieveDocumentSetAudit(AuditContext context, URI repository)
        implements StreamedAuditRecipe<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> {

    @Override
    public AuditEvent describe(
            Outcome<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> outcome,
            Delivery.@Nullable Result delivered) {
        Set<String> came = delivered == null ? Set.of() : delivered.sent().keySet();
        return AuditEvent.initiated(AuditedTransaction.ITI_43, outcome.caller(), context, Caller.ANONYMOUS, repository)
                .outcome(outcome, RetrieveDocumentSetResponse::outcome)
                .delivered(delivered)
                .objects(outcome.request().documents().stream()
                        .filter(document -> came.isEmpty() || came.contains(document.documentUniqueId()))
                        .map(document -> AuditedObject.document(
                                        document.documentUniqueId(), document.repositoryUniqueId())
                                .homeCommunityId(document.homeCommunityId()))
                        .toList())
                .build();
    }
}
