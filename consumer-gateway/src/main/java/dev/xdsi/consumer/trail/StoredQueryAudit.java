package dev.xdsi.consumer.trail;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.soap.ebrim.StoredQueryXml;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The audit message of ITI-18 and ITI-38 as a gateway records them (ITI TF-2: 3.18.5.1, 3.38.5.1). */
public record StoredQueryAudit(AuditedTransaction transaction, Side side, AuditContext context, URI endpoint)
        implements AuditRecipe<StoredQueryRequest, StoredQueryResponse> {

    @Override
    public AuditEvent describe(Outcome<StoredQueryRequest, StoredQueryResponse> outcome) {
        StoredQueryRequest query = outcome.request();
        byte[] written = StoredQueryXml.write(query).getBytes(StandardCharsets.UTF_8);
        return side.event(transaction, outcome.caller(), context, endpoint)
                .outcome(outcome, StoredQueryResponse::outcome)
                .objects(query.patients().stream().map(AuditedObject::patient).toList())
                .object(AuditedObject.query(transaction, query.queryId(), written)
                        .homeCommunityId(query.home()))
                .build();
    }
}
