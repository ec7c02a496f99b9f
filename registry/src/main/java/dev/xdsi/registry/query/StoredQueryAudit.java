package dev.xdsi.registry.query;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.soap.ebrim.StoredQueryXml;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The audit message of a stored query, the Document Registry's side (ITI TF-2: 3.18.5.1.2, 3.51.5.1.2). */
public final class StoredQueryAudit implements AuditRecipe<StoredQueryRequest, StoredQueryResponse> {
    /** What is longer is recorded by its beginning: a record that is too long to be sent would be none. */
    private static final int MOST_OF_QUERY = 256 * 1024;

    private static final int MOST_OF_NAME = 256;

    private final AuditedTransaction transaction;
    private final AuditContext context;
    private final URI endpoint;

    public StoredQueryAudit(AuditedTransaction transaction, AuditContext context, URI endpoint) {
        this.transaction = transaction;
        this.context = context;
        this.endpoint = endpoint;
    }

    @Override
    public AuditEvent describe(Outcome<StoredQueryRequest, StoredQueryResponse> outcome) {
        return describe(outcome, StoredQueryResponse::outcome, null);
    }

    /** The same of answers that nobody has read yet, and once more of those that broke off while somebody did. */
    public StreamedAuditRecipe<StoredQueryRequest, QueryAnswer> ofAnswers() {
        return (outcome, delivered) -> describe(outcome, QueryAnswer::outcome, delivered);
    }

    private <R> AuditEvent describe(
            Outcome<StoredQueryRequest, R> outcome,
            Function<R, RegistryResponse> result,
            Delivery.@Nullable Result delivered) {
        StoredQueryRequest query = outcome.request();
        byte[] written = StoredQueryXml.write(query).getBytes(StandardCharsets.UTF_8);
        return AuditEvent.served(transaction, outcome.caller(), context, endpoint)
                .outcome(outcome, result)
                .delivered(delivered)
                .objects(patientIds(query).map(AuditedObject::patient).toList())
                .object(AuditedObject.query(
                                transaction, beginning(query.queryId()), Arrays.copyOf(written, length(written)))
                        .homeCommunityId(query.home() == null ? null : beginning(query.home())))
                .build();
    }

    /** Those that were asked for, also in a query that was refused. */
    private static Stream<String> patientIds(StoredQueryRequest query) {
        return query.parameters().stream()
                .filter(slot -> StoredQueryRequest.PATIENT_PARAMETERS.contains(slot.name()))
                .flatMap(slot -> slot.values().stream())
                .flatMap(value -> ParameterValues.read(value).orElse(List.of(value)).stream())
                .map(StoredQueryAudit::beginning)
                .distinct()
                .limit(ParameterCheck.MAX_PATIENTS);
    }

    private static int length(byte[] written) {
        return Math.min(written.length, MOST_OF_QUERY);
    }

    private static String beginning(String name) {
        return name.substring(0, Math.min(name.length(), MOST_OF_NAME));
    }
}
