package dev.xdsi.registry.iti52;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.soap.ebrim.StoredQueryXml;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The audit message of a subscription, the broker's side: a query that is asked again and again (ITI TF-2: 3.52.6). */
public final class DocumentMetadataSubscribeAudit implements AuditRecipe<SubscribeRequest, SubscribeResponse> {
    private final AuditContext context;
    private final URI endpoint;

    public DocumentMetadataSubscribeAudit(AuditContext context, URI endpoint) {
        this.context = context;
        this.endpoint = endpoint;
    }

    @Override
    public AuditEvent describe(Outcome<SubscribeRequest, SubscribeResponse> outcome) {
        AuditEvent.Builder event = AuditEvent.served(AuditedTransaction.ITI_52, outcome.caller(), context, endpoint)
                .outcome(outcome, SubscribeResponse::outcome);
        outcome.request().queries().forEach(filter -> {
            event.objects(filter.patients().stream().map(AuditedObject::patient).toList());
            event.object(AuditedObject.query(
                            AuditedTransaction.ITI_52,
                            filter.queryId(),
                            StoredQueryXml.write(filter).getBytes(StandardCharsets.UTF_8))
                    .detail("ConsumerReference", outcome.request().consumer()));
        });
        return event.build();
    }
}
