package dev.xdsi.soap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.cxf.binding.soap.SoapFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Only nodes that the other side trusts get through (ITI TF-2: 3.19). */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutualTlsTest {
    @TempDir
    static Path folder;

    private SoapSettings settings;
    private NodeIdentity partner;
    private NodeIdentity stranger;
    private NodeTls tls;
    private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    private HttpServer server;
    private URI address;

    @BeforeAll
    void publish() throws IOException {
        settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        DemoCertificates ours = new DemoCertificates(folder.resolve("ours"), Clock.systemUTC(), new SecureRandom());
        partner = ours.node("partner");
        stranger =
                new DemoCertificates(folder.resolve("theirs"), Clock.systemUTC(), new SecureRandom()).node("stranger");
        SoapEndpoint endpoint = SoapEndpoint.publish(
                Contracts.REPOSITORY,
                new Contracts.Repository(MutualTlsTest::whoCalls, request -> new RetrieveDocumentSetResponseType()),
                settings);
        tls = new NodeTls(ours.node("gateway"));
        server = HttpServer.start(
                "test",
                HttpSite.empty().with("/repository", endpoint),
                List.of(new HttpListener.MutualTls(
                        "127.0.0.1", 0, "tls.port", tls, (peer, reason) -> refusals.add(peer))),
                HttpLimits.DEFAULT);
        address = URI.create("https://localhost:" + server.port("tls.port") + "/repository");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void aTrustedPartnerGetsThroughAndIsKnownByItsCertificate() {
        assertThat(call(partner)).isEqualTo("CN=partner,O=Demonstration");
    }

    @Test
    void t04ANodeOfAnotherAuthorityIsRefused() {
        // It trusts us, so that it is our refusal that ends the call.
        NodeIdentity trusting = new NodeIdentity(stranger.key(), stranger.chain(), partner.trusted());
        assertThatThrownBy(() -> call(trusting))
                .isInstanceOf(WebServiceException.class)
                .cause()
                .isNotInstanceOf(SoapFault.class);
    }

    @Test
    void whoIsRefusedIsHeardOf() throws Exception {
        refusals.clear();
        NodeIdentity trusting = new NodeIdentity(stranger.key(), stranger.chain(), partner.trusted());
        assertThatThrownBy(() -> call(trusting)).isInstanceOf(WebServiceException.class);
        assertThat(refusals.poll(10, TimeUnit.SECONDS)).isEqualTo("127.0.0.1");
    }

    @Test
    void t20AChangeOfTrustNeedsNoRestart() {
        NodeIdentity before = tls.identity();
        NodeIdentity trusting = new NodeIdentity(stranger.key(), stranger.chain(), partner.trusted());
        try {
            tls.reload(new NodeIdentity(before.key(), before.chain(), stranger.trusted()));
            assertThat(call(trusting)).isEqualTo("CN=stranger,O=Demonstration");
            assertThatThrownBy(() -> call(partner)).isInstanceOf(WebServiceException.class);
        } finally {
            tls.reload(before);
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotCalled() {
        NodeIdentity distrusting = new NodeIdentity(partner.key(), partner.chain(), stranger.trusted());
        assertThatThrownBy(() -> call(distrusting))
                .isInstanceOf(WebServiceException.class)
                .hasRootCauseInstanceOf(java.security.GeneralSecurityException.class);
    }

    @Test
    void t05ANodeWithoutCertificateIsRefused() throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("ca", partner.trusted().getFirst());
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(trust);
        SSLContext anonymous = SSLContext.getInstance("TLS");
        anonymous.init(null, managers.getTrustManagers(), null);
        for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
            assertThatThrownBy(() -> get(anonymous, protocol)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void t15OldProtocolsAreRefused() {
        SSLContext context = new NodeTls(partner).context();
        assertThatThrownBy(() -> get(context, "TLSv1.1")).isInstanceOf(IOException.class);
    }

    @Test
    void t22PlainHttpOnTheTlsPortIsRefused() {
        URI plain = URI.create("http://localhost:" + address.getPort() + "/repository");
        var port = new SoapClients(settings, null, ClientTimeouts.DEFAULT).connect(Contracts.REPOSITORY, plain);
        assertThatThrownBy(() -> port.documentRepositoryProvideAndRegisterDocumentSetB(
                        new ProvideAndRegisterDocumentSetRequestType()))
                .isInstanceOf(WebServiceException.class);
    }

    @Test
    void anAddressThatCannotBeCalledIsRefusedBeforehand() {
        SoapClients plain = new SoapClients(settings, null, ClientTimeouts.DEFAULT);
        assertThatIllegalArgumentException().isThrownBy(() -> plain.connect(Contracts.REPOSITORY, address));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.connect(Contracts.REPOSITORY, URI.create("file:///etc/passwd")));
    }

    private String call(NodeIdentity identity) {
        return new SoapClients(settings, new NodeTls(identity), ClientTimeouts.DEFAULT)
                .connect(Contracts.REPOSITORY, address)
                .documentRepositoryProvideAndRegisterDocumentSetB(new ProvideAndRegisterDocumentSetRequestType())
                .getStatus();
    }

    private int get(SSLContext context, String protocol) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.getOutputStream()
                    .write("GET /repository?wsdl HTTP/1.0\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return socket.getInputStream().read();
        }
    }

    private static RegistryResponseType whoCalls(ProvideAndRegisterDocumentSetRequestType request) {
        RegistryResponseType response = new RegistryResponseType();
        response.setStatus(SoapCall.current().caller().node().certificateSubject());
        return response;
    }
}
