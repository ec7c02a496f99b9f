package dev.xdsi.registry.iti53;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.XdsError;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Over https only who has the name of the recipient's address, from an authority that is trusted, is told anything (ITI TF-2: 3.19). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotifyOverTlsTest {
    /** Of this machine, but by a name that certificates of nodes do not have unless it is asked for. */
    private static final String HOST = "127.0.0.2";

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @TempDir
    private static Path folder;

    private DemoCertificates ours;
    private DocumentMetadataNotifyClient client;

    @BeforeAll
    void prepare() throws IOException {
        ours = authority("ours");
        client = new DocumentMetadataNotifyClient(
                new SoapClients(
                        new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID),
                        new NodeTls(ours.node("broker")),
                        ClientTimeouts.DEFAULT),
                URI.create("https://broker.example/notification-broker"));
    }

    private static DemoCertificates authority(String name) {
        return new DemoCertificates(folder.resolve(name), Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void theRecipientThatItClaimsToBeIsTold() throws Exception {
        assertThat(notified(ours.node("recipient", List.of(HOST)))).isEmpty();
        assertThat(received.take()).contains("CN=broker").contains("ObjectRef");
    }

    @Test
    void anotherNameIsNotTold() throws Exception {
        assertThat(notified(ours.node("elsewhere", List.of("elsewhere.example"))))
                .singleElement()
                .asString()
                .contains("did not take a notification");
        assertThat(received).isEmpty();
    }

    @Test
    void aRecipientOfAnotherAuthorityIsNotTold() throws Exception {
        NodeIdentity stranger = authority("theirs").node("stranger", List.of(HOST));
        NodeIdentity trusting = new NodeIdentity(
                stranger.key(), stranger.chain(), ours.node("broker").trusted());

        assertThat(notified(trusting)).singleElement().asString().contains("did not take a notification");
        assertThat(received).isEmpty();
    }

    /** What went wrong when a recipient with this certificate was to be told. */
    private List<String> notified(NodeIdentity recipient) {
        HttpServer server = HttpServer.start(
                "recipient",
                HttpSite.empty().with("/*", new Taking(received)),
                List.of(new HttpListener.MutualTls(HOST, 0, "port", new NodeTls(recipient), (peer, reason) -> {})),
                HttpLimits.DEFAULT);
        try {
            return client
                    .perform(
                            Notified.at(URI.create("https://" + HOST + ":" + server.port("port") + "/notify")),
                            Caller.self("broker"))
                    .response()
                    .errors()
                    .stream()
                    .map(XdsError::codeContext)
                    .toList();
        } finally {
            server.close();
        }
    }

    private static final class Taking extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient BlockingQueue<String> received;

        Taking(BlockingQueue<String> received) {
            this.received = received;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Object chain = request.getAttribute("jakarta.servlet.request.X509Certificate");
            String peer = chain instanceof java.security.cert.X509Certificate[] certificates
                    ? certificates[0].getSubjectX500Principal().getName()
                    : "nobody";
            received.add(peer + " " + body);
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        }
    }
}
