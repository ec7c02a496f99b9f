package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.mtom.Attachments;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentResponseType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves and enters a SOAP endpoint, byte for byte (ITI TF-2: Appendix V.3). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoapEndpointTest {
    private static final String OK = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success";

    @TempDir
    static Path folder;

    private final List<Object> performed = new ArrayList<>();
    private final BlockingQueue<Delivery.Result> deliveries = new LinkedBlockingQueue<>();
    private Function<RetrieveDocumentSetRequestType, RetrieveDocumentSetResponseType> answer = request -> success();
    private HttpServer server;
    private Wire wire;

    @BeforeAll
    void publish() {
        SoapLimits limits = new SoapLimits(5, 3_000, 1_000_000, 400_000, 1_000);
        SoapSettings settings = new SoapSettings(limits, folder, UUID::randomUUID);
        SoapEndpoint endpoint = SoapEndpoint.publish(
                Contracts.REPOSITORY, new Contracts.Repository(this::provide, this::retrieve), settings);
        server = HttpServer.start(
                "test",
                HttpSite.empty().with("/repository", endpoint),
                List.of(new HttpListener.Plain("127.0.0.1", 0, "http.port")),
                HttpLimits.DEFAULT);
        wire = new Wire(server.port("http.port"), "/repository");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void startAfresh() {
        performed.clear();
        deliveries.clear();
        answer = request -> success();
    }

    @AfterEach
    void itIsWellAfterwardsAndNothingRemains() throws IOException {
        answer = request -> success();
        assertThat(wire.post(Wire.SOAP_12, Wire.retrieve())).contains("HTTP/1.1 200", OK);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theAnswerIsAnMtomPackageEvenWithoutAttachment() throws IOException {
        String answered = wire.post(Wire.SOAP_12, Wire.retrieve());

        String type = Wire.header(answered, "Content-Type");
        assertThat(type)
                .startsWith("multipart/related; ")
                .contains("type=\"application/xop+xml\"", "start-info=\"application/soap+xml\"")
                .containsPattern("start=\"<[^>\"]+>\"")
                .containsPattern("boundary=\"[^\"]+\"");
        String boundary = type.replaceAll(".*boundary=\"([^\"]+)\".*", "$1");
        String start = type.replaceAll(".*start=\"([^\"]+)\".*", "$1");
        String root = answered.substring(answered.indexOf("--" + boundary));
        assertThat(Wire.header(root, "Content-Type"))
                .isEqualTo("application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"");
        assertThat(Wire.header(root, "Content-ID")).isEqualTo(start);
        assertThat(Wire.header(root, "Content-Transfer-Encoding")).isEqualTo("binary");
        assertThat(root).contains("--" + boundary + "--");
    }

    /** Not in what HTTP once had for texts of no charset, where a name would lose its letters. */
    @Test
    void withoutACharsetXmlSaysItselfWhatItIsWrittenIn() throws IOException {
        List<String> asked = new ArrayList<>();
        answer = request -> {
            asked.add(request.getDocumentRequest().getFirst().getDocumentUniqueId());
            return success();
        };

        String answered = wire.post("application/soap+xml", Wire.retrieve().replace("1.2.3", "Müller 名"));

        assertThat(asked).containsExactly("Müller 名");
        assertThat(answered).contains("charset=UTF-8").doesNotContain("8859");
    }

    @Test
    void theAnswerIsAddressed() throws IOException {
        String answered = wire.post(Wire.SOAP_12, Wire.retrieve());

        assertThat(answered)
                .containsPattern(":Action [^>]*mustUnderstand=\"1\"[^>]*>urn:ihe:iti:2007:RetrieveDocumentSetResponse<")
                .containsPattern(":RelatesTo[^>]*>urn:uuid:" + new UUID(7, 7) + "<")
                .containsPattern(":MessageID[^>]*>urn:uuid:[0-9a-f-]{36}<");
    }

    @Test
    void theCallerIsTheNodeAtTheOtherEnd() throws IOException {
        wire.post(Wire.SOAP_12, Wire.retrieve());

        assertThat(performed).containsExactly(new Caller(new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null), null));
    }

    @Test
    void soap11IsAVersionMismatch() throws IOException {
        String message = Wire.retrieve()
                .replace("http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope/");

        assertRefused(wire.post("text/xml; charset=UTF-8", message), "VersionMismatch", "SOAP 1.2 only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b", "urn:nobody:knows"})
    void anActionThatIsNotTheBodysIsRefused(String action) throws IOException {
        String message = Wire.envelope(Wire.addressed(action, ""), Wire.BODY);

        assertRefused(wire.post(Wire.SOAP_12, message), "ActionNotSupported", action);
    }

    @Test
    void theActionOfTheHttpHeaderIsNotLookedAt() throws IOException {
        assertThat(wire.post(Wire.SOAP_12 + "; action=\"urn:something:else\"", Wire.retrieve()))
                .contains("HTTP/1.1 200", OK);
    }

    @Test
    void aMessageWithoutActionOrWithTwoIsRefused() throws IOException {
        assertRefused(
                wire.post(Wire.SOAP_12, Wire.envelope("", Wire.BODY)), "MessageAddressingHeaderRequired", "Action");
        String twice = Wire.addressed(Wire.RETRIEVE, "<a:Action>" + Wire.RETRIEVE + "</a:Action>");
        assertRefused(
                wire.post(Wire.SOAP_12, Wire.envelope(twice, Wire.BODY)), "InvalidAddressingHeader", "more than once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReplyTo", "FaultTo"})
    void anAnswerGoesNowhereElse(String header) throws IOException {
        String elsewhere = "<a:" + header + "><a:Address>http://127.0.0.1:1/</a:Address></a:" + header + ">";
        String message = Wire.envelope(Wire.addressed(Wire.RETRIEVE, elsewhere), Wire.BODY);

        assertRefused(wire.post(Wire.SOAP_12, message), "OnlyAnonymousAddressSupported", header);
    }

    @Test
    void aHeaderThatMustBeUnderstoodAndIsNotIsRefused() throws IOException {
        String unknown = Wire.addressed(Wire.RETRIEVE, "<z:z xmlns:z=\"urn:z\" e:mustUnderstand=\"true\"/>");

        assertRefused(wire.post(Wire.SOAP_12, Wire.envelope(unknown, Wire.BODY)), "MustUnderstand", "urn:z");
    }

    @Test
    void aBodyThatIsNoOperationIsTheSendersFault() throws IOException {
        assertRefused(
                wire.post(Wire.SOAP_12, Wire.envelope(Wire.addressed(Wire.RETRIEVE, ""), "<x/>")),
                ":Sender",
                "no operation");
        assertRefused(
                wire.post(Wire.SOAP_12, Wire.envelope(Wire.addressed(Wire.RETRIEVE, ""), "")),
                ":Sender",
                "body is empty");
        assertRefused(wire.post(Wire.SOAP_12, "no xml"), ":Sender", "in prolog");
        assertRefused(wire.post(Wire.SOAP_12, Wire.retrieve().replace("</e:Envelope>", "")), ":Sender", "");
    }

    @Test
    void x19OneBodyWithOneElement() throws IOException {
        String twice = Wire.envelope(Wire.addressed(Wire.RETRIEVE, ""), Wire.BODY + Wire.BODY);
        assertRefused(wire.post(Wire.SOAP_12, twice), ":Sender", "");
        String bodies = Wire.retrieve().replace("</e:Body>", "</e:Body><e:Body>" + Wire.BODY + "</e:Body>");
        assertRefused(wire.post(Wire.SOAP_12, bodies), ":Sender", "ends with its body");
    }

    @Test
    void theUnexpectedLeavesAnErrorIdAndNothingElse() throws IOException {
        answer = request -> {
            throw new IllegalStateException("jdbc:secret");
        };

        String answered = wire.post(Wire.SOAP_12, Wire.retrieve());

        assertThat(answered).contains(":Receiver", "internal error, error id ").doesNotContain("secret", "Exception");
        assertThat(answered).containsPattern(":RelatesTo[^>]*>urn:uuid:" + new UUID(7, 7) + "<");
        assertThat(answered).contains("http://www.w3.org/2005/08/addressing/soap/fault");
    }

    /** Who is refused while he still sends is heard to his end: else his connection is reset, and he never reads why. */
    @Test
    void whoIsRefusedHalfWayMaySendTheRest() throws IOException {
        String half = " ".repeat(100_000);
        String begun = "POST /repository HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Wire.SOAP_12
                + "\r\nContent-Length: " + (1 + 2 * half.length()) + "\r\n\r\n!" + half;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), wire.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));
            StringBuilder answered = new StringBuilder();
            while (!answered.toString().endsWith("Envelope>")) {
                int next = socket.getInputStream().read();
                assertThat(next).as(answered.toString()).isNotNegative();
                answered.append((char) next);
            }
            for (int i = 0; i < half.length(); i++) {
                socket.getOutputStream().write(half.charAt(i));
            }

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("--");
            assertThat(answered).startsWith("HTTP/1.1 500").contains("Connection: close", ":Sender<");
        }
    }

    @Test
    void anAnswerThatBreaksOffDoesNotLookWhole() throws Exception {
        Delivery delivery = new Delivery();
        delivery.whenClosed(deliveries::add);
        answer = request -> {
            SoapCall.current().closeWithAnswer(delivery);
            RetrieveDocumentSetResponseType response = success();
            response.getDocumentResponse().add(document("1.2.3", new Text("x".repeat(200_000)), delivery));
            response.getDocumentResponse().add(document("1.2.4", new Broken(), delivery));
            return response;
        };

        String answered = wire.postUntilCut(Wire.SOAP_12, Wire.retrieve());

        assertThat(answered)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Transfer-Encoding: chunked")
                .doesNotEndWith("0\r\n\r\n")
                .doesNotContain("Fault");
        Delivery.Result result = deliveries.poll(10, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        assertThat(result.complete()).isFalse();
        assertThat(result.sent()).containsExactly(java.util.Map.entry("1.2.3", 200_000L));
    }

    /** Large documents leave past the heap; the next answer, from the same buffers, is its own. */
    @Test
    void aLargeDocumentThatBreaksOffDoesNotLookWhole() throws Exception {
        Delivery delivery = new Delivery();
        delivery.whenClosed(deliveries::add);
        answer = request -> {
            SoapCall.current().closeWithAnswer(delivery);
            RetrieveDocumentSetResponseType response = success();
            response.getDocumentResponse().add(document("1.2.3", new Text("x".repeat(600_000)), delivery));
            response.getDocumentResponse().add(document("1.2.4", new CutShort("y".repeat(400_000)), delivery));
            return response;
        };

        String answered = wire.postUntilCut(Wire.SOAP_12, Wire.retrieve());

        assertThat(answered)
                .startsWith("HTTP/1.1 200")
                .doesNotEndWith("0\r\n\r\n")
                .doesNotContain("Fault");
        assertThat(answered.chars().filter(c -> c == 'y').count()).isBetween(400_000L, 400_100L);
        Delivery.Result result = deliveries.poll(10, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        assertThat(result.complete()).isFalse();
        assertThat(result.sent()).containsExactly(java.util.Map.entry("1.2.3", 600_000L));
        answer = request -> {
            RetrieveDocumentSetResponseType response = success();
            response.getDocumentResponse().add(document("1.2.3", new Text("z".repeat(600_000)), new Delivery()));
            return response;
        };
        assertThat(wire.post(Wire.SOAP_12, Wire.retrieve())
                        .chars()
                        .filter(c -> c == 'z')
                        .count())
                .isBetween(600_000L, 600_100L);
    }

    @Test
    void anAnswerThatLeftClosesItsDelivery() throws Exception {
        Delivery delivery = new Delivery();
        delivery.whenClosed(deliveries::add);
        answer = request -> {
            SoapCall.current().closeWithAnswer(delivery);
            RetrieveDocumentSetResponseType response = success();
            response.getDocumentResponse().add(document("1.2.3", new Text("hello"), delivery));
            return response;
        };

        assertThat(wire.post(Wire.SOAP_12, Wire.retrieve())).contains("\r\n\r\nhello\r\n--");

        Delivery.Result result = deliveries.poll(10, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        assertThat(result.complete()).isTrue();
        assertThat(result.sent()).containsExactly(java.util.Map.entry("1.2.3", 5L));
    }

    @Test
    void theDescriptionIsServedWithItsSchemasAndNothingElseIs() throws IOException {
        String wsdl = wire.send("GET /repository?wsdl HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(wsdl).contains("HTTP/1.1 200", "DocumentRepository_Port_Soap12", "/repository\"");
        String schema = wsdl.replaceAll("(?s).*schemaLocation=\"[^\"]*/repository(\\?xsd=[^\"]+)\".*", "$1");
        assertThat(wire.send("GET /repository" + schema + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains("HTTP/1.1 200", "schema");
        for (String path :
                List.of("../../../../../../etc/passwd", "file:/etc/passwd", "../logback-test.xml", "nothing.xsd")) {
            assertThat(wire.send("GET /repository?xsd=" + path
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .doesNotContain("HTTP/1.1 200", "root:", "appender", "Exception");
        }
        assertThat(wire.send("GET /repository HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains("HTTP/1.1 405");
    }

    private void assertRefused(String answered, String code, String reason) {
        assertThat(answered)
                .contains("HTTP/1.1 500")
                .contains("http://www.w3.org/2003/05/soap-envelope", code, reason)
                .doesNotContain("HTTP/1.1 200", "java.", "org.apache", "at dev.");
        assertThat(performed).isEmpty();
    }

    private RegistryResponseType provide(ProvideAndRegisterDocumentSetRequestType request) {
        performed.add(SoapCall.current().caller());
        StringBuilder all = new StringBuilder();
        request.getDocument().forEach(document -> all.append(text(Attachments.incoming(document.getValue()))));
        return status(all.toString());
    }

    private RetrieveDocumentSetResponseType retrieve(RetrieveDocumentSetRequestType request) {
        performed.add(SoapCall.current().caller());
        return answer.apply(request);
    }

    private static String text(DocumentContent content) {
        try (InputStream in = content.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RegistryResponseType status(String status) {
        RegistryResponseType response = new RegistryResponseType();
        response.setStatus(status);
        return response;
    }

    private static RetrieveDocumentSetResponseType success() {
        RetrieveDocumentSetResponseType response = new RetrieveDocumentSetResponseType();
        response.setRegistryResponse(status(OK));
        return response;
    }

    private static DocumentResponseType document(String uniqueId, DocumentContent content, Delivery delivery) {
        DocumentResponseType document = new DocumentResponseType();
        document.setDocumentUniqueId(uniqueId);
        document.setRepositoryUniqueId("1.2");
        document.setMimeType("text/plain");
        document.setDocument(Attachments.outgoing(uniqueId, "text/plain", content, delivery));
        return document;
    }

    private record Text(String text) implements DocumentContent {
        @Override
        public long length() {
            return text.length();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record CutShort(String text) implements DocumentContent {
        @Override
        public long length() {
            return text.length() * 2L;
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(new Text(text).open(), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("the disk is gone");
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return read();
                }
            });
        }
    }

    private record Broken() implements DocumentContent {
        @Override
        public long length() {
            return -1;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("the disk is gone");
        }
    }
}
