package dev.xdsi.journey;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.soap.xua.AssertionDraft.attribute;
import static dev.xdsi.soap.xua.AssertionDraft.coded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.XuaAttribute;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner's user, vouched for by the partner's provider, is named in the trail of what he did; nobody else gets in over TLS. */
@Tag("integration")
class KnownUserJourneyTest {
    private static final String USER = "<jdoe@" + AssertionForge.ISSUER + ">";

    private static final Pattern REASON = Pattern.compile("\\b([A-Z_]+): ");

    @TempDir
    Path folder;

    @Test
    void everyTransactionNamesItsUserAndHisRoleInTheTrail() throws Exception {
        Path data = folder.resolve("data");
        try (RunningGateway gateway = RunningGateway.start(partner().trustedBy(RunningGateway.configuration(data)))) {
            URI base = gateway.gateway().addresses().iheTls();
            SoapClients clients = partner().clients(data);
            Caller user = ForeignUsers.caller(ForeignUsers.draft(gateway)
                    .with(attribute(
                            XuaAttribute.ROLE,
                            coded("Role", "112247003", "2.16.840.1.113883.6.96", "Medical doctor"))));
            SoapPartner partner = new SoapPartner(clients, at(base, "/registry"), at(base, "/repository"), user);

            assertThat(partner.submit("known", slots -> slots).errors()).isEmpty();
            assertThat(partner.registered()).isEqualTo(1);
            DocumentRequest unknown = new DocumentRequest(null, "1.2.3", "1.2.3.4");
            new RetrieveDocumentSetClient(clients, at(base, "/repository"))
                    .perform(new RetrieveDocumentSetRequest(List.of(unknown)), user)
                    .delivery()
                    .complete();
            new RetrieveImagingDocumentSetClient(clients, at(base, "/imaging-source"))
                    .perform(
                            new RetrieveImagingDocumentSetRequest(
                                    List.of(new RetrieveImagingDocumentSetRequest.StudyRequest(
                                            "1.2.3.5",
                                            List.of(new RetrieveImagingDocumentSetRequest.SeriesRequest(
                                                    "1.2.3.6", List.of(unknown))))),
                                    List.of("1.2.840.10008.1.2.1")),
                            user)
                    .delivery()
                    .complete();

            JsonNode records = trail(gateway);
            for (String transaction : List.of("ITI-18", "ITI-41", "ITI-42", "ITI-43", "RAD-69")) {
                assertThat(records.valueStream()
                                .filter(one -> one.path("transaction").asText().equals(transaction)))
                        .as(transaction)
                        .isNotEmpty()
                        .allSatisfy(one -> {
                            assertThat(one.path("users").toString()).contains(USER);
                            assertThat(one.path("message").asText())
                                    .containsPattern(ForeignUsers.inTheRole("jdoe", "112247003"));
                        });
            }
            assertThat(records.valueStream()
                            .filter(one -> one.path("transaction").asText().equals("ITI-42"))
                            .map(one -> one.path("event").asText()))
                    .as("both sides of a transaction between two actors of ours")
                    .contains("110106", "110107");
        }
    }

    @Test
    void whoIsRefusedForHisAssertionIsToldWhyAndRecorded() throws Exception {
        Path data = folder.resolve("data");
        try (RunningGateway gateway = RunningGateway.start(RunningGateway.configuration(data))) {
            RegistryStoredQueryClient registry = new RegistryStoredQueryClient(
                    partner().clients(data), at(gateway.gateway().addresses().iheTls(), "/registry"));
            StoredQueryRequest query = new StoredQueryRequest(
                    "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
                    ReturnType.ObjectRef,
                    null,
                    List.of(SlotDraft.of("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'")));

            assertThatThrownBy(() -> registry.perform(query, Caller.self(Caller.ANONYMOUS)))
                    .rootCause()
                    .hasMessageContaining("asks for a user");
            assertThatThrownBy(() -> registry.perform(
                            query, ForeignUsers.caller(AssertionForge.shared().draft(Instant.now()))))
                    .rootCause()
                    .hasMessageContaining("issuer of the assertion is not trusted");
            assertThatThrownBy(() -> registry.perform(query, ForeignUsers.caller(s53TenThousandAttributes())))
                    .rootCause()
                    .hasMessageContaining(Refusal.TOO_LARGE.advice());
            assertThat(s58InTheBody(at(gateway.gateway().addresses().ihePlain(), "/registry")))
                    .contains(Refusal.MISPLACED.advice());

            assertThat(trail(gateway)
                            .valueStream()
                            .filter(one -> one.path("event").asText().equals("110113")))
                    .allSatisfy(one -> {
                        assertThat(one.path("transaction").asText()).isEqualTo("ITI-40");
                        assertThat(one.path("outcome").asText()).isEqualTo("failure");
                        assertThat(one.toString()).doesNotContain("jdoe");
                    })
                    .extracting(one -> REASON.matcher(one.path("message").asText())
                            .results()
                            .map(found -> found.group(1))
                            .toList())
                    .containsExactlyInAnyOrder(
                            List.of("ABSENT"), List.of("UNKNOWN_ISSUER"), List.of("TOO_LARGE"), List.of("MISPLACED"));
        }
    }

    private static AssertionDraft s53TenThousandAttributes() {
        AssertionDraft draft = AssertionForge.shared().draft(Instant.now());
        for (int i = 0; i < 10_000; i++) {
            draft.with(attribute("urn:x", "x"));
        }
        return draft;
    }

    /** The answer to a query that brings its assertion where none is looked for. */
    private static String s58InTheBody(URI endpoint) throws Exception {
        String message = "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Header"
                + " xmlns:a=\"http://www.w3.org/2005/08/addressing\">"
                + "<a:Action>urn:ihe:iti:2007:RegistryStoredQuery</a:Action><a:MessageID>urn:uuid:" + new UUID(5, 8)
                + "</a:MessageID></e:Header><e:Body>"
                + "<q:AdhocQueryRequest xmlns:q=\"urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0\">"
                + AssertionForge.shared().draft(Instant.now()).signed()
                + "</q:AdhocQueryRequest></e:Body></e:Envelope>";
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(endpoint)
                                    .header("Content-Type", "application/soap+xml; charset=UTF-8")
                                    .POST(HttpRequest.BodyPublishers.ofString(message))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private ForeignUsers partner() {
        return new ForeignUsers(folder);
    }

    private static URI at(URI base, String path) {
        return URI.create(base + path);
    }

    private static JsonNode trail(RunningGateway gateway) throws Exception {
        assertThat(gateway.gateway().flushAudit(Duration.ofSeconds(20))).isTrue();
        return gateway.client()
                .get("/api/audit", Map.of("after", "0", "limit", "500", "messages", "true"))
                .path("records");
    }
}
