package dev.xdsi.gateway.partners;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.gateway.partners.PartnerCheck.Checked;
import dev.xdsi.gateway.partners.Step.Result;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that can be wrong with a partner is said in words that tell what to do. */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartnerCheckTest {
    private static final String HOME = "urn:oid:1.9.3";

    @TempDir
    static Path folder;

    private final WireMockServer partner =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private DemoCertificates ours;
    private NodeTls tls;

    @BeforeAll
    void start() throws IOException {
        partner.start();
        ours = certificates("ours");
        tls = new NodeTls(ours.node("gateway"));
    }

    @AfterAll
    void stop() {
        partner.stop();
    }

    @Test
    void aPartnerWithWhomOneCanWork() {
        describesItself();
        answers("", "Success");

        Checked checked = check(partner.baseUrl());

        assertThat(checked.isWell()).isTrue();
        assertThat(checked.steps()).extracting(Step::name).containsExactly("name", "connect", "wsdl", "ITI-38");
        assertThat(checked.steps()).allMatch(step -> step.result() == Result.OK);
    }

    @Test
    void nobodyListens() {
        assertThat(failed(check("http://127.0.0.1:1")).words()).contains("port 1 takes no connection", "may be down");
    }

    @Test
    void anotherCommunityAnswers() {
        describesItself();
        answers(
                "<s:RegistryErrorList><s:RegistryError errorCode=\"XDSUnknownCommunity\" codeContext=\"\""
                        + " location=\"urn:oid:1.9.4\""
                        + " severity=\"urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error\"/></s:RegistryErrorList>",
                "Failure");

        assertThat(failed(check(partner.baseUrl())).words())
                .contains("does not answer as " + HOME + " but as urn:oid:1.9.4", "home-community-id");
    }

    @Test
    void aWebSiteIsNoGateway() {
        partner.stubFor(any(anyUrl())
                .willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("<html>welcome</html>")));

        Checked checked = check(partner.baseUrl());

        assertThat(checked.steps().get(2).result()).isEqualTo(Result.DOUBT);
        assertThat(failed(checked).words()).contains("ask its operator whether ITI-38 is served at this address");
    }

    @Test
    void aCertificateOfAnotherAuthority() throws IOException {
        NodeIdentity stranger = certificates("theirs").node("stranger");
        try (HttpServer server = secure(new NodeTls(stranger))) {
            assertThat(failed(check("https://127.0.0.1:" + server.port("port"))).words())
                    .contains("its certificate is not accepted here", "tls.trusted");
        }
    }

    @Test
    void ourCertificateIsRefused() throws IOException {
        // It shows what we trust, and does not trust us.
        NodeIdentity known = ours.node("partner");
        NodeIdentity stranger = certificates("others").node("stranger");
        try (HttpServer server =
                secure(new NodeTls(new NodeIdentity(known.key(), known.chain(), stranger.trusted())))) {
            assertThat(failed(check("https://127.0.0.1:" + server.port("port"))).words())
                    .contains("if it refuses our certificate", "./xdsi cert show");
        }
    }

    /** A refusal of our certificate may be overtaken by the end of the connection: then only that end is seen. */
    @Test
    void theConnectionBreaksAfterTheHandshake() throws IOException {
        NodeTls theirs = new NodeTls(ours.node("partner"));
        try (ServerSocket server = theirs.serverSockets().createServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread.ofVirtual().start(() -> breakEveryConnection(server));

            assertThat(failed(check("https://127.0.0.1:" + server.getLocalPort()))
                            .words())
                    .contains("the secure connection failed", "if it refuses our certificate");
        }
    }

    private static void breakEveryConnection(ServerSocket server) {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
            } catch (IOException expected) {
                // The first attempt only connects, and the last accept ends with the test.
                assertThat(expected).isNotNull();
            }
        }
    }

    @Test
    void aCertificateThatEndsSoonIsADoubt() throws IOException {
        try (HttpServer server = secure(new NodeTls(ours.node("partner")))) {
            Clock shortBefore = Clock.offset(
                    Clock.systemUTC(),
                    Duration.between(
                                    Clock.systemUTC().instant(),
                                    ours.node("partner")
                                            .certificate()
                                            .getNotAfter()
                                            .toInstant())
                            .minusDays(3));
            List<Step> steps = new AddressCheck(tls, shortBefore)
                    .reach(
                            URI.create("https://127.0.0.1:" + server.port("port") + "/"),
                            Deadline.in(Duration.ofSeconds(30)));

            assertThat(steps.get(2).result()).isEqualTo(Result.DOUBT);
            assertThat(steps.get(2).words()).contains("CN=partner", "renew");
        }
    }

    private static DemoCertificates certificates(String name) {
        return new DemoCertificates(folder.resolve(name), Clock.systemUTC(), new SecureRandom());
    }

    private static HttpServer secure(NodeTls node) {
        return HttpServer.start(
                "partner",
                HttpSite.empty(),
                List.of(new HttpListener.MutualTls("127.0.0.1", 0, "port", node, HttpListener.Refusals.UNHEARD)),
                HttpLimits.DEFAULT);
    }

    private Checked check(String base) {
        SoapClients clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), tls, ClientTimeouts.DEFAULT);
        return new PartnerCheck(tls, clients, Clock.systemUTC(), UUID::randomUUID)
                .of(new RemoteCommunity(
                        new HomeCommunityId(new Oid("1.9.3")),
                        "south",
                        new RemoteCommunity.Addresses(URI.create(base + "/responding-gateway"), null, null),
                        null,
                        Duration.ofSeconds(20)))
                .getFirst();
    }

    private static Step failed(Checked checked) {
        assertThat(checked.isWell()).isFalse();
        Step last = checked.steps().getLast();
        assertThat(last.result()).isEqualTo(Result.FAILED);
        return last;
    }

    private void describesItself() {
        partner.resetAll();
        partner.stubFor(get(anyUrl()).willReturn(aResponse().withBody("<wsdl:definitions/>")));
    }

    private void answers(String errors, String status) {
        partner.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/soap+xml; charset=UTF-8")
                        .withBody("<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body>"
                                + "<q:AdhocQueryResponse xmlns:q=\"urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0\""
                                + " xmlns:s=\"urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0\""
                                + " status=\"urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:" + status + "\">"
                                + errors + "</q:AdhocQueryResponse></e:Body></e:Envelope>")));
    }
}
