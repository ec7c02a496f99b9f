package dev.xdsi.gateway.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.consent.AskedRegistry;
import dev.xdsi.consent.bppc.ConsentDocument.Agreement;
import dev.xdsi.consent.bppc.ConsentDocument.Validity;
import dev.xdsi.consent.bppc.ConsentSubmission;
import dev.xdsi.gateway.consent.ConsentsServlet.Unanswerable;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where an operator gives and ends consents for patients, as a Document Source does: by ITI-41 at the Document Repository. */
public final class ConsentDesk {
    private final AskedRegistry registry;
    private final Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> repository;
    private final PolicyCatalogue policies;
    private final Source source;
    private final ObjectMapper json = new ObjectMapper();

    /** Who the desk is as a Document Source, and what it may leave to chance. */
    public record Source(Oid sourceId, String institution, InstantSource clock, Supplier<UUID> uuids) {}

    public ConsentDesk(
            AskedRegistry registry,
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> repository,
            PolicyCatalogue policies,
            Source source) {
        this.registry = registry;
        this.repository = repository;
        this.policies = policies;
        this.source = source;
    }

    PolicyCatalogue policies() {
        return policies;
    }

    /** The approved consents of a patient, whether in force or not. */
    ObjectNode list(PatientId patient, Caller caller) {
        ObjectNode answer = json.createObjectNode().put("patient", patient.cx());
        ArrayNode list = answer.putArray("consents");
        registry.entriesOfConsents(patient, caller).forEach(consent -> describe(consent, list.addObject()));
        return answer;
    }

    private void describe(DocumentEntry consent, ObjectNode into) {
        into.put("documentUniqueId", consent.uniqueId())
                .put("repositoryUniqueId", text(consent.repositoryUniqueId()))
                .put("from", time(consent.serviceStartTime()))
                .put("until", time(consent.serviceStopTime()))
                .put("state", state(consent));
        ArrayNode named = into.putArray("policies");
        for (Code policy : consent.eventCodeList()) {
            named.addObject()
                    .put("oid", policy.code())
                    .put(
                            "name",
                            policies.find(policy.code())
                                    .map(PolicyCatalogue.Entry::name)
                                    .orElse("unknown"));
        }
    }

    private String state(DocumentEntry consent) {
        Instant now = source.clock().instant();
        Dtm from = consent.serviceStartTime();
        Dtm until = consent.serviceStopTime();
        if (from != null && now.isBefore(from.start())) {
            return "not yet in force";
        }
        return until != null && !now.isBefore(until.start()) ? "ended" : "in force";
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String time(@Nullable Dtm time) {
        return time == null ? null : time.start().toString();
    }

    /** Gives a consent to {@code policies} (names or OIDs), {@code from} and {@code until}, in place of the one it {@code replaces}. */
    ObjectNode give(PatientId patient, JsonNode wanted, Caller caller) throws Unanswerable {
        Validity validity = new Validity(instant(wanted, "from"), instant(wanted, "until"));
        List<Agreement> agreements = new ArrayList<>();
        for (JsonNode name : wanted.path("policies")) {
            PolicyCatalogue.Entry policy = policies.find(name.asText()).orElseThrow(() -> unknownPolicy(name));
            agreements.add(new Agreement(policy.oid(), policy.name(), validity));
        }
        if (agreements.isEmpty()) {
            throw Unanswerable.because("A consent names at least one policy.");
        }
        String replaced = wanted.path("replaces").asText("");
        EntryUuid replaces =
                replaced.isEmpty() ? null : consent(patient, replaced, caller).entryUUID();
        return submit(submission().give(patient, agreements, replaces), caller);
    }

    private Unanswerable unknownPolicy(JsonNode name) {
        return Unanswerable.because("There is no policy " + name.asText() + "; there are "
                + policies.policies().stream().map(PolicyCatalogue.Entry::name).collect(Collectors.joining(", "))
                + ".");
    }

    /** Ends a consent from now on. */
    ObjectNode revoke(PatientId patient, String documentUniqueId, Caller caller) throws Unanswerable {
        return submit(submission().revoke(consent(patient, documentUniqueId, caller)), caller);
    }

    private DocumentEntry consent(PatientId patient, String documentUniqueId, Caller caller) throws Unanswerable {
        return registry.entriesOfConsents(patient, caller).stream()
                .filter(consent -> consent.uniqueId().equals(documentUniqueId))
                .findFirst()
                .orElseThrow(
                        () -> Unanswerable.because("The patient has no approved consent " + documentUniqueId + "."));
    }

    private ConsentSubmission submission() {
        return new ConsentSubmission(source.uuids(), source.clock().instant(), source.sourceId(), source.institution());
    }

    private ObjectNode submit(ConsentSubmission.Prepared prepared, Caller caller) throws Unanswerable {
        RegistryResponse response = repository.perform(prepared.request(), caller);
        if (response.status() != RegistryResponse.Status.SUCCESS) {
            throw Unanswerable.because("The repository refused: "
                    + response.errors().stream()
                            .map(error -> error.errorCode() + ": " + error.codeContext())
                            .collect(Collectors.joining("; ")));
        }
        return json.createObjectNode().put("documentUniqueId", prepared.documentUniqueId());
    }

    /** A day, from its beginning in UTC, or an instant. */
    private static @Nullable Instant instant(JsonNode wanted, String key) throws Unanswerable {
        String text = wanted.path(key).asText("");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw Unanswerable.because(key + " is written as 2026-12-31 or 2026-12-31T12:00:00Z.");
        }
    }
}
