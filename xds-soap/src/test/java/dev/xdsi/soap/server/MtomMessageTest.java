package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.mtom.Attachments;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** MTOM packages as partners build them, well or badly (ITI TF-2: Appendix V.3.6). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MtomMessageTest {
    private static final String ACTION = "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b";
    private static final String TYPE =
            "multipart/related; type=\"application/xop+xml\"; start-info=\"application/soap+xml\"; boundary=\"b\"";
    private static final String XOP = String.join(
            "\r\n",
            "Content-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"",
            "Content-Transfer-Encoding: binary",
            "Content-ID: <root@x>",
            "",
            "");

    @TempDir
    static Path folder;

    private HttpServer server;
    private Wire wire;

    @BeforeAll
    void publish() {
        SoapLimits limits = new SoapLimits(5, 3_000, 100_000, 40_000, 1_000);
        SoapEndpoint endpoint = SoapEndpoint.publish(
                Contracts.REPOSITORY,
                new Contracts.Repository(MtomMessageTest::echo, request -> new RetrieveDocumentSetResponseType()),
                new SoapSettings(limits, folder, UUID::randomUUID));
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

    @AfterEach
    void itIsWellAfterwardsAndNothingRemains() throws IOException {
        assertThat(wire.post(TYPE, root("cid:a") + part("a", "fine") + "\r\n--b--"))
                .contains("status=\"[fine]\"");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theRootNeedNotBeFirstWhenStartNamesIt() throws IOException {
        String message = part("a", "hello") + root("cid:a") + "\r\n--b--\r\n";
        assertThat(wire.post(TYPE + "; start=\"<root@x>\"", message)).contains("status=\"[hello]\"");
        assertThat(wire.post(TYPE + "; start=\"root@x\"", message)).contains("status=\"[hello]\"");
    }

    @Test
    void withoutStartTheFirstPartIsTheRoot() throws IOException {
        assertThat(wire.post(TYPE, root("cid:a") + part("a", "hello") + "\r\n--b--"))
                .contains("status=\"[hello]\"");
        refused(TYPE, part("a", "hello") + root("cid:a") + "\r\n--b--", "");
    }

    @Test
    void aStartThatNamesNoPartIsRefused() throws IOException {
        refused(TYPE + "; start=\"<other@x>\"", root("cid:a") + part("a", "x") + "\r\n--b--", "start names");
    }

    @Test
    void severalDocumentsInAnyOrder() throws IOException {
        String message = root("cid:b", "cid:a") + part("a", "first") + part("b", "second") + "\r\n--b--";
        assertThat(wire.post(TYPE, message)).contains("status=\"[second][first]\"");
    }

    @Test
    void aDocumentInlinedOrInBase64IsTakenToo() throws IOException {
        String inlined = root("cid:a").replaceAll("<xop:Include[^>]*/>", "aGVsbG8=");
        assertThat(wire.post(TYPE, inlined + "\r\n--b--")).contains("status=\"[hello]\"");
        String base64 = "\r\n--b\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <a>\r\n\r\naGVs\r\nbG8=";
        assertThat(wire.post(TYPE, root("cid:a") + base64 + "\r\n--b--")).contains("status=\"[hello]\"");
        refused(TYPE, root("cid:a") + base64.replace("base64", "quoted-printable") + "\r\n--b--", "Transfer-Encoding");
    }

    @Test
    void namesWithUnusualCharactersFindTheirPart() throws IOException {
        assertThat(wire.post(TYPE, root("cid:a+b%40x%2Fy") + part("a+b@x/y", "hello") + "\r\n--b--"))
                .contains("status=\"[hello]\"");
    }

    @Test
    void aDocumentBeyondMemoryGoesThroughATemporaryFile() throws IOException {
        String large = "0123456789".repeat(250);
        assertThat(wire.post(TYPE, root("cid:a") + part("a", large) + "\r\n--b--"))
                .contains("[" + large + "]");
    }

    @Test
    void m09AMessageWithoutItsEndIsRefused() throws IOException {
        String whole = root("cid:a") + part("a", "hello") + "\r\n--b--";
        for (int missing : List.of(1, 2, 5, 7, 9, 60)) {
            refused(TYPE, whole.substring(0, whole.length() - missing), "");
        }
        refused(TYPE, root("cid:a") + part("a", "hello"), "truncated");
    }

    @Test
    void m03M04M20ReferencesMustFit() throws IOException {
        refused(TYPE, root("cid:b") + part("a", "x") + "\r\n--b--", "does not have");
        refused(TYPE, root("http://127.0.0.1:1/x") + part("a", "x") + "\r\n--b--", "by cid");
        refused(TYPE, root("file:///etc/passwd") + part("a", "x") + "\r\n--b--", "by cid");
        refused(TYPE, root("cid:a") + part("a", "x") + part("a", "y") + "\r\n--b--", "same Content-ID");
        refused(TYPE, root("cid:a", "cid:a") + part("a", "x") + "\r\n--b--", "the same part");
        refused(TYPE, root("cid:a", "cid:b") + part("a", "x") + "\r\n--b--", "does not have");
        refused("application/soap+xml", root("cid:a").substring(root("cid:a").indexOf("<e:")), "does not have");
    }

    @Test
    void m05M07M08LimitsHold() throws IOException {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            parts.append(part("p" + i, "x"));
        }
        refused(TYPE, root("cid:p1") + parts + "\r\n--b--", "more than 5 parts");
        refused(TYPE, root("cid:a") + part("a", "x".repeat(3_001)) + "\r\n--b--", "larger than 3000");
        assertThat(wire.post(TYPE, root("cid:a") + part("a", "x".repeat(3_000)) + "\r\n--b--"))
                .contains("HTTP/1.1 200");
        String header = "\r\n--b\r\nX: " + "x".repeat(20_000) + "\r\n\r\nx";
        refused(TYPE, root("cid:a") + header + "\r\n--b--", "headers");
        String headers = "\r\n--b\r\n"
                + java.util.stream.IntStream.range(0, 501)
                        .mapToObj(i -> "X" + i + ": x\r\n")
                        .collect(java.util.stream.Collectors.joining())
                + "\r\nx";
        refused(TYPE, root("cid:a") + headers + "\r\n--b--", "headers");
    }

    @Test
    void m10AHostileBoundaryIsRefused() throws IOException {
        refused(TYPE.replace("\"b\"", "\"\""), root("cid:a") + "\r\n--b--", "boundary");
        refused(TYPE.replace("\"b\"", "\"" + "b".repeat(300) + "\""), root("cid:a") + "\r\n--b--", "boundary");
        refused("multipart/related; type=\"application/xop+xml\"", root("cid:a") + "\r\n--b--", "no boundary");
    }

    private void refused(String type, String message, String reason) throws IOException {
        assertThat(wire.post(type, message)).contains(":Sender", reason).doesNotContain("HTTP/1.1 200", "org.apache");
    }

    private static String part(String id, String content) {
        return "\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <" + id
                + ">\r\n\r\n" + content;
    }

    private static String root(String... references) {
        StringBuilder documents = new StringBuilder();
        for (String reference : references) {
            documents
                    .append("<x:Document id=\"d\"><xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\""
                            + " href=\"")
                    .append(reference)
                    .append("\"/></x:Document>");
        }
        String body = "<x:ProvideAndRegisterDocumentSetRequest xmlns:x=\"urn:ihe:iti:xds-b:2007\">" + documents
                + "</x:ProvideAndRegisterDocumentSetRequest>";
        return "\r\n--b\r\n" + XOP + Wire.envelope(Wire.addressed(ACTION, ""), body);
    }

    private static RegistryResponseType echo(ProvideAndRegisterDocumentSetRequestType request) {
        StringBuilder all = new StringBuilder();
        for (DocumentType document : request.getDocument()) {
            try (InputStream in = Attachments.incoming(document.getValue()).open()) {
                all.append('[')
                        .append(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .append(']');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        RegistryResponseType response = new RegistryResponseType();
        response.setStatus(all.toString());
        return response;
    }
}
