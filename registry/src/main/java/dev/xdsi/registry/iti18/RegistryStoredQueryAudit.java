package dev.xdsi.registry.iti18;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.registry.query.ParameterValues;
import dev.xdsi.soap.ebrim.StoredQueryXml;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The audit message of Registry Stored Query [ITI-18], the Document Registry's side (ITI TF-2: 3.18.5.1.2). */
public final class RegistryStoredQueryAudit implements AuditRecipe<StoredQueryRequest, StoredQueryResponse> {
    private static final Set<String> PATIENT_PARAMETERS =
            Set.of("$XDSDocumentEntryPatientId", "$XDSSubmissionSetPatientId", "$XDSFolderPatientId", "$patientId");

    private final AuditContext context;
    private final URI endpoint;

    public RegistryStoredQueryAudit(AuditContext context, URI endpoint) {
        this.context = context;
        this.endpoint = endpoint;
    }

    @Override
    public AuditEvent describe(Outcome<StoredQueryRequest, StoredQueryResponse> outcome) {
        StoredQueryRequest query = outcome.request();
        byte[] written = StoredQueryXml.write(query).getBytes(StandardCharsets.UTF_8);
        return AuditEvent.served(AuditedTransaction.ITI_18, outcome.caller(), context, endpoint)
                .outcome(outcome, StoredQueryResponse::outcome)
                .objects(patientIds(query).map(AuditedObject::patient).toList())
                .object(AuditedObject.query(AuditedTransaction.ITI_18, query.queryId(), written)
                        .homeCommunityId(query.home()))
                .build();
    }

    /** Those that were asked for, also in a query that was refused. */
    private static Stream<String> patientIds(StoredQueryRequest query) {
        return query.parameters().stream()
                .filter(slot -> PATIENT_PARAMETERS.contains(slot.name()))
                .flatMap(slot -> slot.values().stream())
                .flatMap(value -> ParameterValues.read(value).orElse(List.of(value)).stream())
                .distinct();
    }
}
