package dev.xdsi.consumer.iti18;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.soap.ebrim.StoredQueryXml;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The audit message of Registry Stored Query [ITI-18], the Document Consumer's side (ITI TF-2: 3.18.5.1.1). */
public record RegistryStoredQueryAudit(AuditContext context, URI registry)
        implements AuditRecipe<StoredQueryRequest, StoredQueryResponse> {
    private static final String PATIENT = "$XDSDocumentEntryPatientId";

    @Override
    public AuditEvent describe(Outcome<StoredQueryRequest, StoredQueryResponse> outcome) {
        StoredQueryRequest query = outcome.request();
        byte[] written = StoredQueryXml.write(query).getBytes(StandardCharsets.UTF_8);
        return AuditEvent.initiated(AuditedTransaction.ITI_18, outcome.caller(), context, Caller.ANONYMOUS, registry)
                .outcome(outcome, StoredQueryResponse::outcome)
                .objects(patients(query))
                .object(AuditedObject.query(AuditedTransaction.ITI_18, query.queryId(), written)
                        .homeCommunityId(query.home()))
                .build();
    }

    /** The parameter is a string literal of the query: in quotes, its own quotes doubled. */
    private static List<AuditedObject> patients(StoredQueryRequest query) {
        return query.parameters().stream()
                .filter(parameter -> PATIENT.equals(parameter.name()))
                .flatMap(parameter -> parameter.values().stream())
                .filter(literal -> literal.length() > 2 && literal.startsWith("'") && literal.endsWith("'"))
                .map(literal -> literal.substring(1, literal.length() - 1).replace("''", "'"))
                .map(AuditedObject::patient)
                .toList();
    }
}
