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
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.XuaAttribute;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner's user, vouched for by the partner's provider, is named in the trail of what he did; nobody else gets in over TLS. */
@Tag("integration")
class KnownUserJourneyTest {
    private static final String USER = "<jdoe@" + AssertionForge.ISSUER + ">";

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
    void whoHasNoAssertionIsRefusedOverTlsAndRecorded() throws Exception {
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

            assertThat(trail(gateway)
                            .valueStream()
                            .filter(one -> one.path("event").asText().equals("110113")))
                    .hasSize(2)
                    .allSatisfy(one -> {
                        assertThat(one.path("transaction").asText()).isEqualTo("ITI-40");
                        assertThat(one.path("outcome").asText()).isEqualTo("failure");
                        assertThat(one.toString()).doesNotContain("jdoe");
                    });
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
