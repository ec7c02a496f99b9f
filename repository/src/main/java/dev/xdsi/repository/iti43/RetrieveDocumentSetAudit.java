package dev.xdsi.repository.iti43;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The audit message of Retrieve Document Set [ITI-43], the Document Repository's side (ITI TF-2: 3.43.5.1): an export that names
 * each document that really left. Where none did it names those asked for, so that the attempt can be traced.
 */
public record RetrieveDocumentSetAudit(AuditContext context, URI endpoint)
        implements StreamedAuditRecipe<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> {

    @Override
    public AuditEvent describe(
            Outcome<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> outcome,
            Delivery.@Nullable Result delivered) {
        boolean somethingLeft = delivered != null && !delivered.sent().isEmpty();
        return AuditEvent.served(AuditedTransaction.ITI_43, outcome.caller(), context, endpoint)
                .outcome(outcome, RetrieveDocumentSetResponse::outcome)
                .delivered(delivered)
                .objects(outcome.request().documents().stream()
                        .filter(document -> !somethingLeft || left(document, delivered))
                        .map(RetrieveDocumentSetAudit::audited)
                        .toList())
                .build();
    }

    private static boolean left(DocumentRequest document, Delivery.@Nullable Result delivered) {
        return delivered != null && delivered.sent().containsKey(document.documentUniqueId());
    }

    private static AuditedObject audited(DocumentRequest document) {
        return AuditedObject.document(document.documentUniqueId(), document.repositoryUniqueId())
                .homeCommunityId(document.homeCommunityId());
    }
}
