package dev.xdsi.repository.iti42;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.FakeRegistryEndpoint;
import dev.xdsi.repository.registration.RegistryDidNotAnswerException;
import dev.xdsi.repository.registration.RegistryNotReachedException;
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
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
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

@Tag("integration")
class RegisterDocumentSetClientTest implements RegisterDocumentSetContract {
    @TempDir
    private Path folder;

    private final List<HttpServer> servers = new ArrayList<>();

    @Override
    public Transaction<RegisterDocumentSetRequest, RegistryResponse> to(
            Transaction<RegisterDocumentSetRequest, RegistryResponse> registry) {
        HttpServer server = HttpServer.start(
                "registry",
                HttpSite.empty().with("/registry", FakeRegistryEndpoint.publish(registry, settings())),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT);
        servers.add(server);
        return client(server.port("port"), ClientTimeouts.DEFAULT);
    }

    @AfterEach
    void stop() {
        servers.forEach(HttpServer::close);
    }

    @Test
    void aRegistryThatDoesNotListenHasNotGotTheRequest() throws IOException {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }

        assertThatThrownBy(() -> register(client(freePort, ClientTimeouts.DEFAULT)))
                .isInstanceOf(RegistryNotReachedException.class);
    }

    @Test
    void aRegistryThatStaysSilentMayHaveGotTheRequest() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ClientTimeouts impatient = new ClientTimeouts(Duration.ofSeconds(10), Duration.ofMillis(200));

            assertThatThrownBy(() -> register(client(silent.getLocalPort(), impatient)))
                    .isInstanceOf(RegistryDidNotAnswerException.class);
        }
    }

    @Test
    void aRegistryThatBreaksMayHaveRegistered() {
        var broken = to((request, caller) -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> register(broken)).isInstanceOf(RegistryDidNotAnswerException.class);
    }

    private static void register(Transaction<RegisterDocumentSetRequest, RegistryResponse> registry) {
        registry.perform(new RegisterDocumentSetRequest(Submissions.ofOneManifest("a")), Caller.self("repository"));
    }

    private RegisterDocumentSetClient client(int port, ClientTimeouts timeouts) {
        return new RegisterDocumentSetClient(
                new SoapClients(settings(), null, timeouts), URI.create("http://127.0.0.1:" + port + "/registry"));
    }

    private SoapSettings settings() {
        return new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
    }
}
