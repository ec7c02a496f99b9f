package dev.xdsi.soap.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.mtom.Attachments;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentResponseType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header by header: what leaves as an MTOM package, and how differently partners may write one (ITI TF-2: Appendix V.3.6). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MtomOnTheWireTest {
    private static final String TYPE = "multipart/related; type=\"application/xop+xml\"; start=\"<root@x>\";"
            + " start-info=\"application/soap+xml\"; boundary=\"b\"";
    private static final String PROVIDE = "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b";

    @TempDir
    static Path folder;

    private HttpServer server;
    private Wire wire;

    @BeforeAll
    void publish() {
        SoapEndpoint endpoint = SoapEndpoint.publish(
                Contracts.REPOSITORY,
                new Contracts.Repository(MtomOnTheWireTest::echo, MtomOnTheWireTest::retrieved),
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID));
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

    @Test
    void documentsLeaveAsPartsThatTheEnvelopeRefersTo() throws IOException {
        String answered = wire.post(Wire.SOAP_12, Wire.retrieve());

        String boundary = "--" + Wire.header(answered, "Content-Type").replaceAll(".*boundary=\"([^\"]+)\".*", "$1");
        String[] parts = answered.substring(answered.indexOf(boundary)).split("(\r\n)?" + Pattern.quote(boundary), -1);
        assertThat(parts).hasSize(5);
        assertThat(parts[4]).startsWith("--");
        Matcher references =
                Pattern.compile("<[a-z0-9]+:Include [^>]*href=\"cid:([^\"]+)\"").matcher(parts[1]);
        for (String part : List.of(parts[2], parts[3])) {
            assertThat(references.find()).isTrue();
            assertThat(Wire.header(part, "Content-ID"))
                    .isEqualTo("<" + java.net.URLDecoder.decode(references.group(1), UTF_8) + ">");
            assertThat(Wire.header(part, "Content-Transfer-Encoding")).isEqualTo("binary");
        }
        assertThat(Wire.header(parts[2], "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(parts[2]).contains("\r\n\r\nfirst");
        assertThat(Wire.header(parts[3], "Content-Type")).isEqualTo("application/dicom");
        assertThat(parts[3]).contains("\r\n\r\nsecond\n--b");
    }

    /** NIST's tools look for it; a fault is no exception to the packaging of a service. */
    @Test
    void aFaultIsAddressedAndPackedLikeAnAnswer() throws IOException {
        String answered = wire.post(Wire.SOAP_12, Wire.envelope(Wire.addressed("urn:nobody", ""), Wire.BODY));

        assertThat(Wire.header(answered, "Content-Type"))
                .startsWith("multipart/related; ")
                .contains("type=\"application/xop+xml\"", "start-info=\"application/soap+xml\"");
        assertThat(answered)
                .containsPattern(
                        ":Action [^>]*mustUnderstand=\"1\"[^>]*>http://www.w3.org/2005/08/addressing/(soap/)?fault<")
                .containsPattern(":RelatesTo[^>]*>urn:uuid:" + new UUID(7, 7) + "<");
    }

    /** Each is a Content-Type, or headers of the root part, as some stack writes them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/related;boundary=b;type=application/xop+xml;start=<root@x>;start-info=application/soap+xml",
                "MULTIPART/RELATED; BOUNDARY=b; Type=\"application/xop+xml\"; START=\"<root@x>\"",
                "multipart/related; boundary=\"b\"",
                "multipart/related; boundary=\"b\"; start=root@x; type=\"text/xml\"",
                "multipart/related ;  boundary = \"b\" ; start = \"<root@x>\"",
                "multipart/related; start-info=\"application/soap+xml; action=\\\"urn:a\\\"\"; boundary=\"b\"",
                "multipart/related; charset=utf-8; boundary=\"b\"; action=\"urn:something:else\""
            })
    void aContentTypeMayBeWrittenInManyWays(String type) throws IOException {
        taken(
                type,
                "Content-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"\r\nContent-ID: <root@x>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-type: application/xop+xml; type=\"application/soap+xml\"; charset=utf-8\r\ncontent-id: <root@x>",
                "CONTENT-ID:<root@x>\r\nCONTENT-TYPE:APPLICATION/XOP+XML;CHARSET=utf-8;TYPE=\"application/soap+xml\"",
                "Content-ID: <root@x>\r\nContent-Type: application/xop+xml;\r\n charset=UTF-8;\r\n\ttype=\"application/soap+xml\"",
                "Content-ID: root@x\r\nContent-Type: application/xop+xml; type=application/soap+xml",
                "Content-Id: <root@x>\r\nContent-Transfer-Encoding: 8bit\r\nContent-Type: application/xop+xml;"
                        + " type=\"application/soap+xml; action=\\\"urn:a\\\"\"",
                "Content-ID: <root@x>\r\nContent-Transfer-Encoding: BINARY\r\nContent-Type: application/xop+xml\r\nX-Other: a"
            })
    void headersOfThePartMayBeWrittenInManyWays(String headers) throws IOException {
        taken(TYPE, headers);
    }

    @Test
    void whatStandsBeforeAndBehindIsNoPartOfTheMessage() throws IOException {
        String message =
                message("Content-Type: application/xop+xml; type=\"application/soap+xml\"\r\nContent-ID: <root@x>");
        assertThat(wire.post(TYPE, "This is a message of several parts.\r\n" + message + "\r\nThat was it.\r\n--b\r\n"))
                .contains("status=\"[hello]\"");
        assertThat(wire.post(TYPE, message.replace("--b\r\n", "--b \t\r\n"))).contains("status=\"[hello]\"");
        assertThat(wire.post(TYPE, "\r\n" + message)).contains("status=\"[hello]\"");
    }

    /** A document may hold line feeds, and so they end nothing: RFC 2046 5.1.1 knows CR LF alone. */
    @Test
    void lineFeedsAloneAreNoLineEnds() throws IOException {
        String message =
                message("Content-Type: application/xop+xml; type=\"application/soap+xml\"\r\nContent-ID: <root@x>");
        assertThat(wire.post(TYPE, message.replace("\r\n", "\n"))).contains("HTTP/1.1 500", ":Sender");
    }

    private void taken(String type, String headers) throws IOException {
        assertThat(wire.post(type, message(headers))).contains("HTTP/1.1 200", "status=\"[hello]\"");
    }

    private static String message(String headers) {
        String body = "<x:ProvideAndRegisterDocumentSetRequest xmlns:x=\"urn:ihe:iti:xds-b:2007\"><x:Document id=\"d\">"
                + "<i:Include xmlns:i=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:a\"/></x:Document>"
                + "</x:ProvideAndRegisterDocumentSetRequest>";
        return "--b\r\n" + headers + "\r\n\r\n" + Wire.envelope(Wire.addressed(PROVIDE, ""), body)
                + "\r\n--b\r\nContent-ID: <a>\r\n\r\nhello\r\n--b--";
    }

    private static RegistryResponseType echo(ProvideAndRegisterDocumentSetRequestType request) {
        RegistryResponseType response = new RegistryResponseType();
        try (InputStream in = Attachments.incoming(
                        request.getDocument().getFirst().getValue())
                .open()) {
            response.setStatus("[" + new String(in.readAllBytes(), UTF_8) + "]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response;
    }

    private static RetrieveDocumentSetResponseType retrieved(RetrieveDocumentSetRequestType request) {
        RetrieveDocumentSetResponseType response = new RetrieveDocumentSetResponseType();
        RegistryResponseType status = new RegistryResponseType();
        status.setStatus("ok");
        response.setRegistryResponse(status);
        response.getDocumentResponse().add(document("text/plain; charset=utf-8", "first"));
        response.getDocumentResponse().add(document("application/dicom", "second\n--b"));
        return response;
    }

    private static DocumentResponseType document(String mimeType, String content) {
        DocumentResponseType document = new DocumentResponseType();
        document.setRepositoryUniqueId("1.2");
        document.setDocumentUniqueId("1.2.3");
        document.setMimeType(mimeType);
        document.setDocument(Attachments.outgoing(mimeType, new Text(content.getBytes(UTF_8))));
        return document;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Text(byte[] bytes) implements DocumentContent {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
