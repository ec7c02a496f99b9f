package dev.xdsi.registry.iti52;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.transaction.Outcome;
import java.net.URI;

/** The audit message of the end of a subscription, the broker's side (ITI TF-2: 3.52.6). */
public final class DocumentMetadataUnsubscribeAudit implements AuditRecipe<UnsubscribeRequest, UnsubscribeResponse> {
    private final AuditContext context;
    private final URI endpoint;

    public DocumentMetadataUnsubscribeAudit(AuditContext context, URI endpoint) {
        this.context = context;
        this.endpoint = endpoint;
    }

    @Override
    public AuditEvent describe(Outcome<UnsubscribeRequest, UnsubscribeResponse> outcome) {
        return AuditEvent.served(AuditedTransaction.ITI_52, outcome.caller(), context, endpoint)
                .outcome(outcome, UnsubscribeResponse::outcome)
                .build();
    }
}
