package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.addressing.Recipients;
import dev.xdsi.soap.mtom.Attachments;
import dev.xdsi.soap.reply.Replies;
import dev.xdsi.soap.reply.ReplyLimits;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentResponseType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to where a partner and this node agreed, and to nowhere else (WS-Addressing 1.0, ITI TF-2: Appendix V). */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerElsewhereTest {
    private static ReplyLimits limits(Duration idle) {
        return new ReplyLimits(
                2,
                1,
                3,
                Duration.ofMillis(10),
                new ReplyLimits.Timeouts(Duration.ofSeconds(20), idle, Duration.ofSeconds(120)));
    }

    @TempDir
    static Path folder;

    private final BlockingQueue<Delivery.Result> deliveries = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> undelivered = new LinkedBlockingQueue<>();
    private final List<URI> agreed = new ArrayList<>();
    private Function<RetrieveDocumentSetRequestType, RetrieveDocumentSetResponseType> answer = request -> success();
    private AnswerReceiver receiver;
    private Replies replies;
    private HttpServer server;
    private X509Certificate certificate;
    private X509Certificate otherCertificate;
    private Wire partner;
    private Wire other;
    private ServerSocket canary;

    @BeforeAll
    void publish() throws IOException {
        DemoCertificates authority = new DemoCertificates(folder.resolve("ca"), Clock.systemUTC(), new SecureRandom());
        NodeTls tls = new NodeTls(authority.node("gateway"));
        receiver = new AnswerReceiver(authority.node("partner"));
        X500Principal known = new X500Principal("CN=partner, O=Demonstration");
        replies = replies(tls, known, Duration.ofSeconds(60));
        HttpSite site = HttpSite.empty()
                .with("/repository", repository(replies))
                .with("/hasty", repository(replies(tls, known, Duration.ofMillis(500))));
        server = HttpServer.start(
                "test",
                site,
                List.of(
                        new HttpListener.MutualTls("127.0.0.1", 0, "tls", tls, HttpListener.Refusals.UNHEARD),
                        new HttpListener.Plain("127.0.0.1", 0, "plain")),
                HttpLimits.DEFAULT);
        NodeTls partners = new NodeTls(authority.node("partner"));
        NodeTls others = new NodeTls(authority.node("other"));
        certificate = partners.identity().certificate();
        otherCertificate = others.identity().certificate();
        partner = wire(partners);
        other = wire(others);
        canary = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        canary.setSoTimeout(1);
    }

    private Replies replies(NodeTls tls, X500Principal known, Duration idle) {
        return new Replies(
                (who, address) -> who.equals(known) && new Recipients(agreed).allow(address),
                tls,
                limits(idle),
                (who, address, reason) -> undelivered.add(who.getName() + " " + reason));
    }

    private SoapEndpoint repository(Replies answers) {
        SoapSettings settings = new SoapSettings(
                        new SoapLimits(5, 3_000, 1_000_000, 400_000, 1_000), folder, UUID::randomUUID)
                .answeringElsewhere(answers);
        return SoapEndpoint.publish(
                Contracts.REPOSITORY,
                new Contracts.Repository(request -> new RegistryResponseType(), request -> answer.apply(request)),
                settings);
    }

    private Wire wire(NodeTls tls) {
        return new Wire(server.port("tls"), "/repository", tls.context().getSocketFactory());
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        receiver.close();
        canary.close();
    }

    @BeforeEach
    void startAfresh() {
        answer = request -> success();
        agreed.clear();
        agreed.addAll(List.of(receiver.address(), URI.create("https://localhost:1/gone")));
        receiver.answers(200);
        undelivered.clear();
        deliveries.clear();
    }

    @AfterEach
    void itIsWellAfterwardsAndNobodyElseWasCalled() throws Exception {
        answer = request -> success();
        assertThat(partner.post(Wire.SOAP_12, Wire.retrieve())).contains("HTTP/1.1 200");
        org.assertj.core.api.Assertions.assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
        while (replies.underWay() > 0) {
            Thread.onSpinWait();
        }
    }

    private static String to(String header, Object address) {
        return "<a:" + header + "><a:Address>" + address + "</a:Address></a:" + header + ">";
    }

    private static String asking(String headers) {
        return Wire.envelope(Wire.addressed(Wire.RETRIEVE, headers), Wire.BODY);
    }

    private static void accepted(String answered) {
        assertThat(answered)
                .startsWith("HTTP/1.1 202")
                .containsIgnoringCase("Connection: close")
                .containsIgnoringCase("Content-Length: 0")
                .doesNotContainIgnoringCase("Content-Type:")
                .endsWith("\r\n\r\n");
    }

    @Test
    void w10AnAnswerIsSentToWhereItWasAgreed() throws Exception {
        accepted(partner.post(Wire.SOAP_12, asking(to("ReplyTo", receiver.address()))));

        AnswerReceiver.Received received = receiver.next();
        assertThat(received.sender()).isEqualTo("CN=gateway,O=Demonstration");
        assertThat(received.contentType()).startsWith("multipart/related; ").contains("type=\"application/xop+xml\"");
        assertThat(received.text())
                .containsPattern(":Action [^>]*mustUnderstand=\"1\"[^>]*>urn:ihe:iti:2007:RetrieveDocumentSetResponse<")
                .containsPattern(":RelatesTo[^>]*>urn:uuid:" + new UUID(7, 7) + "<")
                .contains("ResponseStatusType:Success");
        assertThat(undelivered).isEmpty();
    }

    @Test
    void aFaultGoesToWhereFaultsGo() throws Exception {
        answer = request -> {
            throw new IllegalStateException("broken on purpose");
        };
        URI faults = URI.create(receiver.address() + "/faults");

        accepted(partner.post(Wire.SOAP_12, asking(to("ReplyTo", receiver.address()) + to("FaultTo", faults))));
        assertThat(receiver.next())
                .satisfies(it -> assertThat(it.path()).isEqualTo("/answers/faults"))
                .satisfies(it -> assertThat(it.text()).contains("Fault", "error id", "addressing/soap/fault"));
        accepted(partner.post(Wire.SOAP_12, asking(to("ReplyTo", receiver.address()))));
        assertThat(receiver.next().path()).isEqualTo("/answers");
        accepted(partner.post(Wire.SOAP_12, asking(to("FaultTo", receiver.address()))));
        assertThat(receiver.next().text()).contains("Fault");
    }

    /** And an answer that is none goes back, where faults alone go elsewhere. */
    @Test
    void whereFaultsAloneGoElsewhereTheAnswerComesBack() throws IOException {
        assertThat(partner.post(Wire.SOAP_12, asking(to("FaultTo", receiver.address()))))
                .contains("HTTP/1.1 200", "ResponseStatusType:Success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReplyTo", "FaultTo"})
    void w03W04AnywhereElseIsRefused(String header) throws IOException {
        String address = "https://127.0.0.1:" + canary.getLocalPort() + "/answers";

        refused(partner.post(Wire.SOAP_12, asking(to(header, address))));
    }

    @Test
    void whatWasAgreedWithAPartnerIsNotForAnother() throws IOException {
        String message = asking(to("ReplyTo", receiver.address()));

        refused(other.post(Wire.SOAP_12, message));
        refused(new Wire(server.port("plain"), "/repository").post(Wire.SOAP_12, message));
    }

    /** PORT stands for that of the canary, AGREED for that of the receiver. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "jms:queue:answers",
                "ftp://127.0.0.1:PORT/answers",
                "gopher://127.0.0.1:PORT/answers",
                "http://127.0.0.1:AGREED/answers",
                "https://[::ffff:127.0.0.1]:AGREED/answers",
                "https://[::1]:AGREED/answers",
                "https://2130706433:AGREED/answers",
                "https://0x7f.1:AGREED/answers",
                "https://127.1:AGREED/answers",
                "https://localhost.:AGREED/answers",
                "https://localhost.attacker.example:AGREED/answers",
                "https://localhost@127.0.0.1:PORT/answers",
                "https://localhost:AGREED@127.0.0.1:PORT/answers",
                "https://localhost:PORT/answers",
                "https://localhost:AGREED/",
                "https://localhost:AGREED/answersToo",
                "https://localhost:AGREED/answers/../else",
                "https://localhost:AGREED/answers/%2e%2e/else",
                "https://localhost:AGREED/answers?to=https://127.0.0.1:PORT/",
                "https://localhost:AGREED/answers#x",
                "https://localhost:AGREED\\@127.0.0.1:PORT/answers",
                "//localhost:AGREED/answers",
                "localhost",
                ""
            })
    void w07NoOtherWayToSayAnAddressOpensAnother(String address) throws IOException {
        String written = address.replace("PORT", Integer.toString(canary.getLocalPort()))
                .replace("AGREED", Integer.toString(receiver.address().getPort()));

        refused(partner.post(Wire.SOAP_12, asking(to("ReplyTo", written))));
        refused(partner.post(Wire.SOAP_12, asking(to("FaultTo", written))));
    }

    @Test
    void w06AcksToIsNotLookedAt() throws IOException {
        String address = "https://127.0.0.1:" + canary.getLocalPort() + "/";
        String sequence = "<r:CreateSequence xmlns:r=\"http://docs.oasis-open.org/ws-rx/wsrm/200702\"><r:AcksTo>"
                + "<a:Address>" + address + "</a:Address></r:AcksTo></r:CreateSequence>";

        assertThat(partner.post(Wire.SOAP_12, asking(sequence))).contains("HTTP/1.1 200");
        assertThat(partner.post(
                        Wire.SOAP_12,
                        asking(sequence.replace("<r:CreateSequence", "<r:CreateSequence e:mustUnderstand=\"1\""))))
                .contains("MustUnderstand");
    }

    @Test
    void withoutAnIdNobodyCouldTellWhichRequestIsAnswered() throws IOException {
        String headers = "<a:Action>" + Wire.RETRIEVE + "</a:Action>" + to("ReplyTo", receiver.address());

        assertThat(partner.post(Wire.SOAP_12, Wire.envelope(headers, Wire.BODY)))
                .contains("HTTP/1.1 500", "MessageAddressingHeaderRequired", "MessageID");
    }

    @Test
    void aReceiverThatIsBusyIsOfferedTheSameAnswerAgain() throws Exception {
        receiver.answers(503, 503, 202);

        accepted(partner.post(Wire.SOAP_12, asking(to("ReplyTo", receiver.address()))));

        String first = receiver.next().text();
        assertThat(receiver.next().text()).isEqualTo(first);
        assertThat(receiver.next().text()).isEqualTo(first);
        assertThat(undelivered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 403, 404})
    void aReceiverThatRefusesIsNotAskedAgain(int status) throws Exception {
        receiver.answers(status, 200);
        answer = request -> large(10, 10);

        accepted(partner.post(Wire.SOAP_12, asking(to("ReplyTo", receiver.address()))));

        assertThat(receiver.next().text()).contains("Document");
        assertThat(undelivered.poll(20, TimeUnit.SECONDS)).contains("CN=partner", "HTTP " + status);
        assertThat(deliveries.poll(20, TimeUnit.SECONDS).failure()).isNotNull();
    }

    @Test
    void anAnswerThatNobodyTakesIsGivenUp() throws Exception {
        accepted(partner.post(Wire.SOAP_12, asking(to("ReplyTo", "https://localhost:1/gone"))));

        assertThat(undelivered.poll(20, TimeUnit.SECONDS)).contains("Connect");
    }

    /** Not from memory, and not kept on disk. */
    @Test
    void aLargeAnswerLeavesAsItIsWritten() throws Exception {
        answer = request -> large(8_000_000, 8_000_000);

        accepted(partner.post(Wire.SOAP_12, asking(to("ReplyTo", receiver.address()))));

        assertThat(receiver.next().length()).isBetween(8_000_000L, 8_010_000L);
        assertThat(deliveries.poll(20, TimeUnit.SECONDS).failure()).isNull();
        assertThat(folder.toFile().list()).containsExactly("ca");
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForWhole() throws Exception {
        answer = request -> large(8_000_000, 6_000_000);

        accepted(partner.post(Wire.SOAP_12, asking(to("ReplyTo", receiver.address()))));

        assertThat(undelivered.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(deliveries.poll(20, TimeUnit.SECONDS).failure()).isNotNull();
        assertThat(receiver.next().length()).isEqualTo(AnswerReceiver.BROKEN);
    }

    @Test
    void aReceiverThatReadsNothingIsNotWaitedForForEver() throws Exception {
        receiver.answers(AnswerReceiver.NEVER);
        answer = request -> large(8_000_000, 8_000_000);

        Wire hasty = new Wire(server.port("tls"), "/hasty", partner.sockets());
        accepted(hasty.post(Wire.SOAP_12, asking(to("ReplyTo", receiver.address()))));

        assertThat(undelivered.poll(20, TimeUnit.SECONDS)).isNotNull();
        receiver.goOn();
    }

    @Test
    void noMoreAreUnderWayThanMayBe() throws Exception {
        String message = asking(to("ReplyTo", receiver.address()));
        try (Replies.Turn first = replies.turn(certificate).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(partner.post(Wire.SOAP_12, message)).contains("HTTP/1.1 500", ":Receiver", "as many answers");
            assertThat(partner.post(Wire.SOAP_12, asking(""))).contains("HTTP/1.1 200");
            assertThat(replies.turn(otherCertificate)).hasValueSatisfying(Replies.Turn::close);
        }

        accepted(partner.post(Wire.SOAP_12, message));
        assertThat(receiver.next().text()).contains("Success");
    }

    /** Bound to an address that its certificate does not name. */
    @Test
    void aReceiverProvesItsName() throws Exception {
        URI elsewhere = URI.create("https://127.0.0.2:" + receiver.otherPort() + "/answers");
        agreed.add(elsewhere);

        accepted(partner.post(Wire.SOAP_12, asking(to("ReplyTo", elsewhere))));

        assertThat(undelivered.poll(20, TimeUnit.SECONDS)).containsIgnoringCase("127.0.0.2");
    }

    private void refused(String answered) {
        assertThat(answered)
                .contains("HTTP/1.1 500", ":Sender")
                .containsAnyOf("OnlyAnonymousAddressSupported", "InvalidAddressingHeader")
                .doesNotContain("ResponseStatusType:Success");
    }

    private static RetrieveDocumentSetResponseType success() {
        RetrieveDocumentSetResponseType response = new RetrieveDocumentSetResponseType();
        RegistryResponseType status = new RegistryResponseType();
        status.setStatus("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success");
        response.setRegistryResponse(status);
        return response;
    }

    private RetrieveDocumentSetResponseType large(long length, long readable) {
        Delivery delivery = new Delivery();
        delivery.whenClosed(deliveries::add);
        SoapCall.current().closeWithAnswer(delivery);
        DocumentResponseType document = new DocumentResponseType();
        document.setRepositoryUniqueId("1.2");
        document.setDocumentUniqueId("1.2.3");
        document.setMimeType("application/octet-stream");
        document.setDocument(Attachments.outgoing("application/octet-stream", new Zeros(length, readable)));
        RetrieveDocumentSetResponseType response = success();
        response.getDocumentResponse().add(document);
        return response;
    }

    /** Zeros, of which some may be unreadable. */
    private record Zeros(long length, long readable) implements DocumentContent {
        @Override
        public InputStream open() {
            return new InputStream() {
                private long read;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] bytes, int offset, int wanted) throws IOException {
                    if (read == length) {
                        return -1;
                    }
                    if (read >= readable) {
                        throw new IOException("unreadable on purpose");
                    }
                    int now = (int) Math.min(wanted, readable - read);
                    java.util.Arrays.fill(bytes, offset, offset + now, (byte) 0);
                    read += now;
                    return now;
                }
            };
        }
    }
}
