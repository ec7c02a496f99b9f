package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.SpoolQuota;
import dev.xdsi.soap.xua.XServiceProvider.Demand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attachments take room on the disk only for callers who are proven, and only so much. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnprovenAttachmentTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final long ROOM = 3L * MEBIBYTE;
    private static final long PROMISED = 10_000L * MEBIBYTE;
    private static final SoapLimits LIMITS =
            new SoapLimits(20, 20L * MEBIBYTE, 2 * PROMISED, 2L * MEBIBYTE, 100 * 1024);
    private static final String TYPE = "multipart/related; type=\"application/xop+xml\";"
            + " start-info=\"application/soap+xml\"; start=\"<root@x>\"; boundary=\"b\"";
    private static final String ACTION = "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b";

    private final SpoolQuota quota = new SpoolQuota(ROOM);
    private XuaEndpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        SoapSettings settings = new SoapSettings(LIMITS, folder, quota, UUID::randomUUID);
        endpoint = new XuaEndpoint(folder, Demand.REQUIRED, Demand.OPTIONAL, settings);
    }

    @AfterAll
    void stop() {
        endpoint.close();
    }

    private String proven() {
        return XuaEndpoint.security(endpoint.forge.draft(endpoint.now).signed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "expired", "unsigned"})
    void whoIsRefusedIsToldSoWhileStillSendingAndHasTakenNoRoom(String assertion) throws IOException {
        String security = switch (assertion) {
            case "none" -> "";
            case "expired" ->
                XuaEndpoint.security(
                        endpoint.forge.draft(endpoint.now.minusSeconds(7200)).signed());
            default -> XuaEndpoint.security(endpoint.forge.draft(endpoint.now).unsigned());
        };
        endpoint.performed.clear();
        endpoint.refused.clear();

        // The room is full, so that the first byte on the disk would be answered otherwise.
        assertThat(quota.take(ROOM)).isTrue();
        String answer;
        try {
            answer = unfinished(root(security) + part("a", "x".repeat(MEBIBYTE)));
        } finally {
            quota.giveBack(ROOM);
        }

        assertThat(answer).contains(":Sender<", XuaEndpoint.CHALLENGE).doesNotContain("send the message again");
        assertThat(endpoint.refused).hasSize(1);
        assertThat(endpoint.performed).isEmpty();
    }

    @Test
    void whoIsProvenIsTakenInAndGivesTheRoomBack() throws IOException {
        assertThat(sent(root(proven()) + part("a", "x".repeat(MEBIBYTE)))).contains("status=\"[1048576]\"");
        assertThat(sent(part("a", "x".repeat(MEBIBYTE)) + root(proven()))).contains("status=\"[1048576]\"");
        assertThat(quota.taken()).isZero();
    }

    @Test
    void whoNeedNotBeProvenIsTakenInWithout() throws IOException {
        String message = root("") + part("a", "x".repeat(MEBIBYTE)) + "\r\n--b--";
        assertThat(endpoint.tls("partner").post(TYPE, message)).contains("status=\"[1048576]\"");
    }

    @Test
    void aReferenceThatTheHeaderMakesMustFitToo() throws IOException {
        String include = "<x:x xmlns:x=\"urn:x\"><i:Include xmlns:i=\"http://www.w3.org/2004/08/xop/include\""
                + " href=\"cid:%s\"/></x:x>";
        assertThat(sent(root(include.formatted("b") + proven()) + part("a", "x")))
                .contains("does not have");
        assertThat(sent(root(include.formatted("a") + proven()) + part("a", "x")))
                .contains("status=\"[1]\"");
    }

    @Test
    void beyondTheRoomOfAllMessagesAProvenCallerIsToldToComeAgain() throws IOException {
        // Only what comes before its turn must be kept anywhere.
        String message = root(proven(), "b", "a") + part("a", "x".repeat(MEBIBYTE)) + part("b", "y");
        assertThat(quota.take(ROOM - MEBIBYTE / 2)).isTrue();

        String answer = sent(message);

        assertThat(answer)
                .contains(":Receiver<", "send the message again later")
                .doesNotContain("internal error");
        quota.giveBack(ROOM - MEBIBYTE / 2);
        assertThat(quota.taken()).isZero();
        assertThat(sent(message)).contains("status=\"[1][1048576]\"");
    }

    @Test
    void whatStandsBeforeTheEnvelopeIsBoundedLikeAnEnvelope() throws IOException {
        String answer = unfinished(part("a", "x".repeat(3 * MEBIBYTE)));

        assertThat(answer).contains(":Sender<", "the envelope is larger than 2097152 bytes");
    }

    @Test
    void anEndlessEnvelopeIsNotReadOn() throws IOException {
        String header = root("").replaceFirst("<e:Envelope.*", "");

        assertThat(unfinished(header + " ".repeat(3 * MEBIBYTE))).contains("the envelope is larger than 2097152 bytes");
    }

    private String sent(String message) throws IOException {
        return endpoint.plain().post(TYPE, message + "\r\n--b--");
    }

    /** The answer to a message of which only the beginning was sent. */
    private String unfinished(String beginning) throws IOException {
        Wire wire = endpoint.plain();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), wire.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + wire.path() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + TYPE
                            + "\r\nContent-Length: " + PROMISED + "\r\n\r\n" + beginning)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                if (answer.toString().contains("Envelope>")) {
                    break;
                }
            }
            return answer.toString();
        }
    }

    private static String part(String id, String content) {
        return "\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <" + id
                + ">\r\n\r\n" + content;
    }

    private static String root(String headers) {
        return root(headers, "a");
    }

    private static String root(String headers, String... references) {
        String body = "<x:ProvideAndRegisterDocumentSetRequest xmlns:x=\"urn:ihe:iti:xds-b:2007\">"
                + Stream.of(references)
                        .map(reference -> "<x:Document id=\"d\"><xop:Include"
                                + " xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:" + reference
                                + "\"/></x:Document>")
                        .collect(Collectors.joining())
                + "</x:ProvideAndRegisterDocumentSetRequest>";
        return "\r\n--b\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"\r\n"
                + "Content-ID: <root@x>\r\n\r\n" + Wire.envelope(Wire.addressed(ACTION, headers), body);
    }
}
