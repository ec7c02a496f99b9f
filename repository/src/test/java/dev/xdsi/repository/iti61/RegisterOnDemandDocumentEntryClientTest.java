package dev.xdsi.repository.iti61;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.FakeRegistryEndpoint;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti61.RegisterOnDemandDocumentEntryRequest;
import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ITI-61 on the wire: the registry has an operation of its own for it, with an action of its own (ITI TF-2: 3.61.4.1). */
@Tag("integration")
class RegisterOnDemandDocumentEntryClientTest {
    @TempDir
    private Path folder;

    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(HttpServer::close);
    }

    @Test
    void theEntryArrivesAsOnDemandAndAsItWasSent() {
        List<SubmissionDraft> arrived = new ArrayList<>();
        SubmissionDraft sent = submission();

        RegistryResponse response = register(to((request, caller) -> {
            arrived.add(request.submission());
            return RegistryResponse.SUCCESS;
        }));

        assertThat(response).isEqualTo(RegistryResponse.SUCCESS);
        assertThat(arrived).singleElement().satisfies(submission -> {
            assertThat(submission.objects()).containsExactlyInAnyOrderElementsOf(sent.objects());
            assertThat(submission.documentEntries())
                    .singleElement()
                    .extracting(entry -> DraftReader.documentEntry(entry).objectType())
                    .isEqualTo(DocumentEntryType.ON_DEMAND);
        });
    }

    @Test
    void errorsComeBackWordForWord() {
        RegistryResponse rejected = RegistryResponse.ofSubmission(List.of(
                XdsError.of(ErrorCode.XDSUnknownPatientId, "MARY-1 & <nobody> else", "urn:uuid:x"),
                XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "urn:x")));

        assertThat(register(to((request, caller) -> rejected))).isEqualTo(rejected);
    }

    @Test
    void aRegistryThatBreaksOrIsNotThereOrSaysNothingHasNotAnswered() throws IOException {
        assertThatThrownBy(() -> register(to((request, caller) -> {
                    throw new IllegalStateException("broken");
                })))
                .isInstanceOf(WebServiceException.class);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ClientTimeouts impatient = new ClientTimeouts(Duration.ofSeconds(10), Duration.ofMillis(200));
            assertThatThrownBy(() -> register(client(silent.getLocalPort(), impatient)))
                    .isInstanceOf(WebServiceException.class);
            silent.close();
            assertThatThrownBy(() -> register(client(silent.getLocalPort(), impatient)))
                    .isInstanceOf(WebServiceException.class);
        }
    }

    private static SubmissionDraft submission() {
        DocumentEntry entry = Submissions.manifest("a").toBuilder()
                .objectType(DocumentEntryType.ON_DEMAND)
                .build();
        return Submissions.of(
                Submissions.submissionSet("a-set"),
                entry,
                Submissions.member("a-member", Submissions.uuid("a-set"), entry.entryUUID()));
    }

    private static RegistryResponse register(
            Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> registry) {
        return registry.perform(new RegisterOnDemandDocumentEntryRequest(submission()), Caller.self("repository"));
    }

    private RegisterOnDemandDocumentEntryClient to(
            Transaction<RegisterOnDemandDocumentEntryRequest, RegistryResponse> registry) {
        HttpServer server = HttpServer.start(
                "registry",
                HttpSite.empty().with("/registry", FakeRegistryEndpoint.publishOnDemand(registry, settings())),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
        servers.add(server);
        return client(server.port("port"), ClientTimeouts.DEFAULT);
    }

    private RegisterOnDemandDocumentEntryClient client(int port, ClientTimeouts timeouts) {
        return new RegisterOnDemandDocumentEntryClient(
                new SoapClients(settings(), null, timeouts), URI.create("http://127.0.0.1:" + port + "/registry"));
    }

    private SoapSettings settings() {
        return new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
    }
}
