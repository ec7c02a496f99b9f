package dev.xdsi.journey;

import static dev.xdsi.model.draft.Submissions.MARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
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
    void everyTransactionNamesItsUserInTheTrail() throws Exception {
        Path data = folder.resolve("data");
        try (RunningGateway gateway = RunningGateway.start(trusting(RunningGateway.configuration(data)))) {
            URI base = gateway.gateway().addresses().iheTls();
            SoapClients clients = clients(data);
            String audience =
                    gateway.configuration().get(Settings.HOME_COMMUNITY_ID).urn();
            Caller user = new Caller(
                    Caller.self(Caller.ANONYMOUS).node(),
                    null,
                    new Caller.Assertion(AssertionForge.shared()
                            .draft(Instant.now(), audience)
                            .signed()));
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
                        .allSatisfy(
                                one -> assertThat(one.path("users").toString()).contains(USER));
            }
        }
    }

    @Test
    void whoHasNoAssertionIsRefusedOverTlsAndRecorded() throws Exception {
        Path data = folder.resolve("data");
        try (RunningGateway gateway = RunningGateway.start(RunningGateway.configuration(data))) {
            RegistryStoredQueryClient registry = new RegistryStoredQueryClient(
                    clients(data), at(gateway.gateway().addresses().iheTls(), "/registry"));
            StoredQueryRequest query = new StoredQueryRequest(
                    "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
                    ReturnType.ObjectRef,
                    null,
                    List.of(SlotDraft.of("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'")));

            assertThatThrownBy(() -> registry.perform(query, Caller.self(Caller.ANONYMOUS)))
                    .rootCause()
                    .hasMessageContaining("asks for a user");
            assertThatThrownBy(() -> registry.perform(
                            query,
                            new Caller(
                                    Caller.self(Caller.ANONYMOUS).node(),
                                    null,
                                    new Caller.Assertion(AssertionForge.shared()
                                            .draft(Instant.now())
                                            .signed()))))
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

    private static URI at(URI base, String path) {
        return URI.create(base + path);
    }

    private Configuration trusting(Configuration configuration) throws Exception {
        byte[] certificate = AssertionForge.shared().certificate().getEncoded();
        Files.writeString(
                folder.resolve("idp.pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
        Path issuers = Files.writeString(
                folder.resolve("issuers.yaml"),
                "issuers:\n  - issuer: " + AssertionForge.ISSUER + "\n    certificates: [idp.pem]\n");
        return configuration.with(Settings.XUA_TRUSTED_ISSUERS, issuers.toString());
    }

    /** As a partner whose node the gateway's demonstration authority vouches for. */
    private SoapClients clients(Path data) throws Exception {
        NodeTls tls = new NodeTls(
                new DemoCertificates(data.resolve("tls"), Clock.systemUTC(), new SecureRandom()).node("partner"));
        return new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), tls, ClientTimeouts.DEFAULT);
    }

    private static JsonNode trail(RunningGateway gateway) throws Exception {
        assertThat(gateway.gateway().flushAudit(Duration.ofSeconds(20))).isTrue();
        return gateway.client().auditRecords(-1, 500).path("records");
    }
}
