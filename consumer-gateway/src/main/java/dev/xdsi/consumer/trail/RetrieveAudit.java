package dev.xdsi.consumer.trail;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The audit message of ITI-43 and ITI-39 as a gateway records them (ITI TF-2: 3.43.5.1, 3.39.5.1): each document that really passed,
 * and where none did those asked for.
 */
public record RetrieveAudit(AuditedTransaction transaction, Side side, AuditContext context, URI endpoint)
        implements StreamedAuditRecipe<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> {

    @Override
    public AuditEvent describe(
            Outcome<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> outcome,
            Delivery.@Nullable Result delivered) {
        Set<String> passed = delivered == null ? Set.of() : delivered.sent().keySet();
        return side.event(transaction, outcome.caller(), context, endpoint)
                .outcome(outcome, RetrieveDocumentSetResponse::outcome)
                .delivered(delivered)
                .objects(outcome.request().documents().stream()
                        .filter(document -> passed.isEmpty() || passed.contains(document.documentUniqueId()))
                        .map(document -> AuditedObject.document(
                                        document.documentUniqueId(), document.repositoryUniqueId())
                                .homeCommunityId(document.homeCommunityId()))
                        .toList())
                .build();
    }
}
