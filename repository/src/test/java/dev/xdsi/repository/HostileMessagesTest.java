package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.model.draft.Submissions;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages made to harm a Document Repository, by MTOM, multipart, HTTP, WS-Addressing; after each the {@link Oracle} is asked. How many come at once, where it is
 * many that harm: {@code -Dxdsi.attackers=2000}.
 */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileMessagesTest {
    private static final int MANY = Integer.getInteger("xdsi.attackers", 60);
    private static final String SOAP = "application/soap+xml; charset=UTF-8";
    private static final String INCLUDE = "cid:part0@source";
    private static final String END = "--source-boundary--\r\n";

    @TempDir
    static Path folder;

    private HikariDataSource database;
    private AttackedRepository repository;
    private Oracle oracle;

    @BeforeAll
    void start() throws Exception {
        database = TestDatabase.open();
        TestDatabase.clear(database);
        repository = new AttackedRepository(folder, database);
        oracle = new Oracle(repository);
    }

    @AfterEach
    void nothingHappened() throws IOException {
        oracle.unharmed();
    }

    @AfterAll
    void stop() throws IOException {
        try (HikariDataSource connections = database;
                AttackedRepository attacked = repository;
                Oracle asked = oracle) {
            assertThat(attacked.documents()).isNotEmptyDirectory();
            assertThat(connections.isClosed()).isFalse();
            asked.resourcesAreBack();
        }
    }

    /** A submission of the attacker, which would be taken if nothing were wrong with it. */
    private static ProvidedMessage submission(byte[] content) {
        return ProvidedMessage.of(Submissions.ofOneManifest(Oracle.ATTACKER))
                .attached(Submissions.uuid(Oracle.ATTACKER).value(), content);
    }

    private static String message() {
        return new String(submission("harm".getBytes(UTF_8)).bytes(), ISO_8859_1);
    }

    private static String before(String message, String marker, String inserted) {
        int at = message.lastIndexOf(marker);
        assertThat(at).isPositive();
        return message.substring(0, at) + inserted + message.substring(at);
    }

    private String post(String contentType, String message) throws IOException {
        return oracle.post(contentType, message.getBytes(ISO_8859_1));
    }

    private String raw(String text) throws IOException {
        return AttackedRepository.exchange(repository.connect(), text.getBytes(ISO_8859_1));
    }

    /** Where nobody waits long for what does not come. */
    private String hastily(String text) throws IOException {
        return AttackedRepository.exchange(repository.connectHastily(), text.getBytes(ISO_8859_1));
    }

    private static String head(String headers) {
        return "POST " + AttackedRepository.PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                + "\r\n";
    }

    /** A fault, an error of ITI TF-3: 4.2.4 or of HTTP; nothing of the inside. */
    private static void refused(String answer) {
        assertThat(answer)
                .matches("(?s)HTTP/1.1 (200|4\\d\\d|50[0135]).*")
                .doesNotContain("Exception", "\tat ", "root:", "ResponseStatusType:Success")
                .satisfiesAnyOf(
                        it -> assertThat(it).contains("Fault>"),
                        it -> assertThat(it).contains("ResponseStatusType:Failure"),
                        it -> assertThat(it).matches("(?s)HTTP/1.1 (4\\d\\d|50[135]).*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://CANARY/", "file:///etc/passwd", "cid:nobody@source", "CANARY", "", "jar:file:/x!/y"})
    void m01_m02_m03_nothingIsIncludedFromElsewhere(String href) throws IOException {
        refused(post(ProvidedMessage.TYPE, message().replace(INCLUDE, href.replace("CANARY", oracle.canary()))));
    }

    @Test
    void m04_onePartIsOneDocument() throws IOException {
        String include = "<Document id=\"other\"><xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\""
                + " href=\"" + INCLUDE + "\"/></Document>";
        refused(post(ProvidedMessage.TYPE, before(message(), "</ProvideAndRegister", include)));
    }

    @Test
    void m05_m20_m21_partsAreFewAndHaveNamesOfTheirOwn() throws IOException {
        String part = "--source-boundary\r\nContent-ID: <NAME>\r\n\r\nx\r\n";
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> part.replace("NAME", "p" + i))
                .collect(java.util.stream.Collectors.joining());
        refused(post(ProvidedMessage.TYPE, before(message(), END, many)));
        refused(post(ProvidedMessage.TYPE, before(message(), END, part.replace("NAME", "part0@source"))));
        refused(post(ProvidedMessage.TYPE, message().replace("<part0@source>", "<part0\r\n@source>")));
        refused(post(ProvidedMessage.TYPE, message().replace("<part0@source>", "<part0\r@source>")));
    }

    @Test
    void m06_m07_headersAreFewAndSmall() throws IOException {
        String headers = "X: a\r\n".repeat(501);
        String distinct = IntStream.range(0, 501)
                .mapToObj(i -> "X" + i + ": a\r\n")
                .collect(java.util.stream.Collectors.joining());
        String large = "X: " + "a".repeat(1 << 20) + "\r\n";
        refused(raw(head("Content-Type: " + SOAP + "\r\n" + large)));
        refused(raw(head("Content-Type: " + SOAP + "\r\n" + headers.repeat(20))));
        for (String of : List.of(distinct, large)) {
            refused(post(ProvidedMessage.TYPE, message().replace("Content-ID: <part0", of + "Content-ID: <part0")));
        }
    }

    @Test
    void m08_aByteMoreThanIsTaken() throws IOException {
        refused(oracle.post(
                ProvidedMessage.TYPE,
                submission(new byte[AttackedRepository.LARGEST_DOCUMENT + 1]).bytes()));
    }

    @Test
    void m09_aMessageWithoutItsEnd() throws IOException {
        String message = message();
        for (int missing : List.of(3, 4, 6, END.length(), END.length() + 1, END.length() + 4, 200)) {
            refused(post(ProvidedMessage.TYPE, message.substring(0, message.length() - missing)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"source-boundar\"", "\"source-boundary\r\n X\"", "LONG", "\"\\\"\""})
    void m10_boundariesThatAreNone(String boundary) throws IOException {
        String type = ProvidedMessage.TYPE.replace("\"source-boundary\"", boundary.replace("LONG", "b".repeat(5_000)));
        refused(post(type, message()));
    }

    @Test
    void m11_aMessageWithinAMessage() throws IOException {
        String inner = String.join(
                "\r\n",
                "--source-boundary",
                "Content-Type: multipart/related; boundary=\"inner\"; type=\"application/xop+xml\"",
                "Content-ID: <root@source>",
                "",
                "--inner",
                "Content-Type: application/xop+xml",
                "",
                "<a/>",
                "--inner--",
                "");
        refused(post(ProvidedMessage.TYPE, inner + message().replace("<root@source>", "<other@source>")));
    }

    @Test
    void m12_lengthsThatLie() throws IOException {
        String message = message();
        String type = "Content-Type: " + ProvidedMessage.TYPE + "\r\nContent-Length: ";
        for (String length : List.of("-1", "1", "99999999999999999999", "1, 2", "0x10", "" + (message.length() - 10))) {
            assertHarmless(hastily(head(type + length + "\r\n") + message));
        }
        // These have to be waited for, a second of silence each.
        for (String length : List.of("" + (message.length() + 1), "4294967296")) {
            assertHarmless(hastily(head(type + length + "\r\n") + message.substring(0, message.length() - 40)));
        }
    }

    /** Refused, or cut off without a word. */
    private static void assertHarmless(String answer) {
        if (answer.startsWith("HTTP")) {
            refused(answer);
        }
    }

    @Test
    void m13_twoWaysToSayHowLong() throws IOException {
        String chunked = Integer.toHexString(message().length()) + "\r\n" + message() + "\r\n0\r\n\r\n";
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String type = "Content-Type: " + ProvidedMessage.TYPE + "\r\n";
        for (String both : List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding : chunked\r\n")) {
            String answer = hastily(head(type + both).replace("Connection: close\r\n", "") + chunked + smuggled);
            assertHarmless(answer);
            assertThat(answer.split("HTTP/1.1 ", -1)).as(both).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void m14_m15_chunksThatLie() throws IOException {
        String type = "Content-Type: " + SOAP + "\r\nTransfer-Encoding: chunked\r\n";
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (String chunk : List.of(
                "1;a=\"\r\n" + smuggled + "\"\r\nx\r\n0\r\n\r\n",
                "1;a=\"b\r\nx\r\n0\r\n\r\n" + smuggled,
                "FFFFFFFFFFFFFFFFF\r\nx",
                "-1\r\nx",
                "80000000\r\nx",
                "1 0\r\nx\r\n0\r\n\r\n",
                "1\nx\n0\n\n")) {
            String answer = hastily(head(type).replace("Connection: close\r\n", "") + chunk);
            assertHarmless(answer);
            assertThat(answer).doesNotContain("HTTP/1.1 404");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "gzip, gzip", "br", "x-gzip", "identity, gzip"})
    void m16_nothingIsUnpacked(String encoding) throws IOException {
        assertThat(raw(head("Content-Type: " + SOAP + "\r\nContent-Encoding: " + encoding + "\r\nContent-Length: 1\r\n")
                        + "x"))
                .startsWith("HTTP/1.1 415");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quoted-printable", "x-uuencode", "base64"})
    void m17_encodingsThatAreNoneOfTheDocument(String encoding) throws IOException {
        String message = message()
                .replace(
                        "Content-Transfer-Encoding: binary\r\nContent-ID: <part0",
                        "Content-Transfer-Encoding: " + encoding + "\r\nContent-ID: <part0")
                .replace("harm", "=ZZ*****");
        refused(post(ProvidedMessage.TYPE, message));
    }

    @Test
    void m17_base64ThatIsNone() throws IOException {
        String inline = new String(
                ProvidedMessage.of(Submissions.ofOneManifest(Oracle.ATTACKER))
                        .inline(Submissions.uuid(Oracle.ATTACKER).value(), "harm it".getBytes(UTF_8))
                        .bytes(),
                ISO_8859_1);
        String right = Base64.getEncoder().encodeToString("harm it".getBytes(UTF_8));
        assertThat(inline).contains(right);
        refused(post(ProvidedMessage.TYPE, inline.replace(right, right.substring(1))));
        refused(post(ProvidedMessage.TYPE, inline.replace(right, "****")));
        refused(post(ProvidedMessage.TYPE, inline.replace(right, right + right)));
    }

    @Test
    void m18_m19_theRootIsWhatStartSays() throws IOException {
        refused(post(ProvidedMessage.TYPE.replace("<root@source>", "<nobody@source>"), message()));
        refused(post(ProvidedMessage.TYPE.replace("<root@source>", "<part0@source>"), message()));
        refused(post(
                ProvidedMessage.TYPE
                        .replace("start-info=\"application/soap+xml\"", "start-info=\"text/xml\"")
                        .replace("<root@source>", "<part0@source>"),
                message()));
        int root = message().indexOf("--source-boundary", 10);
        String second = message().substring(root).replace(END, "") + message().substring(0, root) + END;
        refused(post(ProvidedMessage.TYPE.replace("start=\"<root@source>\";", ""), second));
    }

    @Test
    void m22_whoAsksWhetherToSendAndNeverDoes() throws IOException {
        held("POST " + AttackedRepository.PATH
                + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: " + SOAP
                + "\r\nContent-Length: 100000\r\n\r\n");
    }

    @Test
    void m23_headersThatDoNotEnd() throws IOException {
        held("POST " + AttackedRepository.PATH + " HTTP/1.1\r\nHost: localhost\r\nX: a");
    }

    @Test
    void m24_bodiesThatDoNotEnd() throws IOException {
        held(head("Content-Type: " + ProvidedMessage.TYPE + "\r\nContent-Length: 100000\r\n")
                + message().substring(0, message().length() - 60));
    }

    @Test
    void m26_connectionsThatSayNothing() throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                all.add(repository.connectSecurely());
            }
            assertThat(oracle.retrieve(Oracle.ATTACKER)).contains("XDSDocumentUniqueIdError");
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    /** While they are all there another is served; then they are cut off. */
    private void held(String beginning) throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                Socket socket = repository.connectHastily();
                all.add(socket);
                AttackedRepository.send(socket, beginning.getBytes(ISO_8859_1));
            }
            assertThat(oracle.retrieve(Oracle.ATTACKER)).contains("XDSDocumentUniqueIdError");
            for (Socket socket : all) {
                assertHarmless(
                        AttackedRepository.exchange(socket, new byte[0]).replaceFirst("HTTP/1.1 100 Continue\\s+", ""));
            }
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void m25_whoReadsNothingHoldsUpNobody() throws IOException {
        byte[] large = new byte[AttackedRepository.LARGEST_DOCUMENT];
        assertThat(oracle.post(
                        ProvidedMessage.TYPE,
                        ProvidedMessage.of(Submissions.ofOneManifest("large"))
                                .attached(Submissions.uuid("large").value(), large)
                                .bytes()))
                .contains("ResponseStatusType:Success");
        repository.takeRegistered();
        oracle.keeps();
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                Socket socket = repository.connectWithLittleRoom();
                all.add(socket);
                AttackedRepository.send(
                        socket, Oracle.request(SOAP, Oracle.retrieval("large").getBytes(UTF_8), ""));
            }
            assertThat(oracle.retrieve(Oracle.ATTACKER)).contains("XDSDocumentUniqueIdError");
            // They are given up, and recorded as what they were; one or the other may have been before it was heard.
            repository.awaitFailedRetrievals(Submissions.manifest("large").uniqueId(), 8);
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void m27_handshakesThatAreNone() throws IOException {
        byte[] hello = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3};
        for (int i = 0; i < MANY; i++) {
            Socket socket = repository.connectRaw();
            if (i % 2 == 0) {
                assertThat(AttackedRepository.exchange(socket, "GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1)))
                        .doesNotContain("HTTP/1.1 200");
            } else {
                socket.getOutputStream().write(hello);
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
    }

    @Test
    void m28_http2IsNotSpoken() throws IOException {
        String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
        assertHarmless(hastily(preface));
        assertHarmless(
                AttackedRepository.exchange(repository.connectSecurelyAndHastily(), preface.getBytes(ISO_8859_1)));
        assertThat(raw(head("Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Type: " + SOAP
                                        + "\r\nContent-Length: 1\r\n")
                                .replace("Connection: close", "Connection: Upgrade, HTTP2-Settings, close")
                        + "x"))
                .startsWith("HTTP/1.1 ")
                .doesNotContain(" 101 ");
    }

    @Test
    void m29_m30_requestsThatAreNone() throws IOException {
        refused(raw("POST /" + "a".repeat(1 << 20) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        for (String method : List.of("TRACE", "TRACK", "OPTIONS", "PUT", "DELETE", "CONNECT", "PATCH", "X")) {
            String answer = raw(method + " " + AttackedRepository.PATH
                    + " HTTP/1.1\r\nHost: localhost\r\nX-Secret: echo\r\n" + "Connection: close\r\n\r\n");
            refused(answer);
            assertThat(answer).doesNotContain("X-Secret", "echo");
        }
    }

    /** Each is answered, one after the other; what follows a message is no part of it. */
    @Test
    void m31_requestsInOneGo() throws IOException {
        byte[] one = Oracle.request(SOAP, Oracle.retrieval(Oracle.ATTACKER).getBytes(UTF_8), "");
        byte[] last = Oracle.request(SOAP, "<a/>".getBytes(UTF_8), "Connection: close\r\n");
        byte[] all = new byte[3 * one.length + last.length];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        System.arraycopy(last, 0, all, 3 * one.length, last.length);

        String answers = AttackedRepository.exchange(repository.connect(), all);

        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(4);
        assertThat(answers).contains("HTTP/1.1 500", "VersionMismatch");
    }

    @Test
    void m32_whoGoesAwayLeavesNothing() throws IOException {
        byte[] request = Oracle.request(
                ProvidedMessage.TYPE, submission(new byte[1 << 20]).bytes(), "");
        for (int sent : List.of(10, 400, 5_000, request.length / 2, request.length - 1)) {
            Socket socket = repository.connect();
            socket.getOutputStream().write(request, 0, sent);
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /** He who comes with documents is told so; he who asks for some is served. */
    @Test
    void m33_withoutRoomNothingIsTaken() throws IOException {
        byte[] large = submission(new byte[AttackedRepository.LARGEST_DOCUMENT]).bytes();
        assertThat(full(Oracle.request(ProvidedMessage.TYPE, large, "Connection: close\r\n")))
                .startsWith("HTTP/1.1 200")
                .contains("ResponseStatusType:Failure", "XDSRepositoryOutOfResources");
        byte[] asked = Oracle.retrieval(Oracle.ATTACKER).getBytes(UTF_8);
        assertThat(full(Oracle.request(SOAP, asked, "Connection: close\r\n"))).contains("XDSDocumentUniqueIdError");
    }

    private String full(byte[] request) throws IOException {
        String text = new String(request, ISO_8859_1).replaceFirst(AttackedRepository.PATH, AttackedRepository.FULL);
        return AttackedRepository.exchange(repository.connect(), text.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?wsdl=../../etc/passwd",
                "?xsd=../../../../etc/passwd",
                "?xsd=file:///etc/passwd",
                "?xsd=http://CANARY/",
                "?xsd=%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                ";/../etc/passwd"
            })
    void m34_descriptionsAreNoWayToFiles(String path) throws IOException {
        assertThat(raw("GET " + AttackedRepository.PATH + path.replace("CANARY", oracle.canary())
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .doesNotContain("root:", "Exception", "\tat ");
    }

    private String addressed(String action, String headers) {
        return Oracle.retrieval(Oracle.ATTACKER)
                .replace("urn:ihe:iti:2007:RetrieveDocumentSet<", action + "<")
                .replace("</s:Header>", headers.replace("CANARY", oracle.canary()) + "</s:Header>");
    }

    private static String to(String header, String address) {
        return "<a:" + header + "><a:Address>" + address + "</a:Address></a:" + header + ">";
    }

    private String securely(String message) throws IOException {
        return AttackedRepository.exchange(
                repository.connectSecurely(), Oracle.request(SOAP, message.getBytes(UTF_8), "Connection: close\r\n"));
    }

    /** What is asked for is the body; what HTTP says about it opens nothing. */
    @Test
    void w01_theActionOfHttpCountsForNothing() throws IOException {
        String type = SOAP + "; action=\"urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b\"";
        assertThat(oracle.post(type, Oracle.retrieval(Oracle.ATTACKER).getBytes(UTF_8)))
                .contains("RetrieveDocumentSetResponse", "XDSDocumentUniqueIdError");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b",
                "urn:ihe:iti:2007:DeleteDocumentSet",
                "",
                "urn:nobody"
            })
    void w02_anActionThatIsNotTheBodys(String action) throws IOException {
        assertThat(post(SOAP, addressed(action, ""))).contains("ActionNotSupported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReplyTo", "FaultTo"})
    void w03_w04_w07_answersGoNowhereElse(String header) throws IOException {
        String allowed = repository.replyAddress().toString();
        for (String address : List.of(
                "http://CANARY/",
                "https://CANARY/answers",
                "file:///etc/passwd",
                "jms:queue:a",
                "ftp://CANARY/",
                "gopher://CANARY/",
                allowed + "@CANARY/",
                allowed + "/../",
                allowed.replace("localhost", "2130706433"),
                allowed.replace("localhost", "[::ffff:7f00:1]"),
                allowed.replace("localhost", "localhost."),
                allowed.replace("https", "http"),
                "")) {
            String message = addressed("urn:ihe:iti:2007:RetrieveDocumentSet", to(header, address));
            assertThat(securely(message)).as(address).contains("HTTP/1.1 500", "Fault>", ":Sender");
        }
        // Without a certificate nothing was agreed on.
        assertThat(post(SOAP, addressed("urn:ihe:iti:2007:RetrieveDocumentSet", to(header, allowed))))
                .contains("OnlyAnonymousAddressSupported");
        assertThat(repository.posted()).isEmpty();
    }

    @Test
    void w05_w06_nobodyElseIsToldAnything() throws IOException {
        String others = to("From", "http://CANARY/") + "<a:To>http://CANARY/</a:To>"
                + "<r:CreateSequence xmlns:r=\"http://docs.oasis-open.org/ws-rx/wsrm/200702\">"
                + "<r:AcksTo><a:Address>http://CANARY/</a:Address></r:AcksTo></r:CreateSequence>";
        assertThat(post(SOAP, addressed("urn:ihe:iti:2007:RetrieveDocumentSet", others)))
                .contains("XDSDocumentUniqueIdError");
    }

    @Test
    void w08_anIdThatWasSeenSaysNothing() throws IOException {
        String message = Oracle.retrieval(Oracle.ATTACKER);
        String first = post(SOAP, message);
        assertThat(post(SOAP, message)).contains("XDSDocumentUniqueIdError");
        assertThat(first).contains("XDSDocumentUniqueIdError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action", "MessageID", "ReplyTo", "FaultTo", "To", "From", "RelatesTo"})
    void w09_twoOfOneHeader(String header) throws IOException {
        String block = List.of("ReplyTo", "FaultTo", "From").contains(header)
                ? to(header, "http://www.w3.org/2005/08/addressing/anonymous")
                : "<a:" + header + ">urn:ihe:iti:2007:RetrieveDocumentSet</a:" + header + ">";
        String answer = post(SOAP, addressed("urn:ihe:iti:2007:RetrieveDocumentSet", block + block));
        assertThat(answer).doesNotContain("ResponseStatusType:Success", "Exception");
        if (List.of("Action", "MessageID", "ReplyTo", "FaultTo").contains(header)) {
            assertThat(answer).contains("InvalidAddressingHeader");
        }
    }

    /** The control: what was agreed on is done, with a submission as with a retrieve. */
    @Test
    void w10_answersGoWhereItWasAgreed() throws Exception {
        String reply = to("ReplyTo", repository.replyAddress().toString());
        byte[] submission = new String(
                        ProvidedMessage.of(Submissions.ofOneManifest("control"))
                                .attached(Submissions.uuid("control").value(), "as ever".getBytes(UTF_8))
                                .bytes(),
                        ISO_8859_1)
                .replaceFirst("<a:ReplyTo>.*?</a:ReplyTo>", reply)
                .getBytes(ISO_8859_1);

        assertThat(AttackedRepository.exchange(
                        repository.connectSecurely(),
                        Oracle.request(ProvidedMessage.TYPE, submission, "Connection: close\r\n")))
                .startsWith("HTTP/1.1 202");
        assertThat(posted()).contains("ResponseStatusType:Success", "ProvideAndRegisterDocumentSet-bResponse");
        assertThat(repository.takeRegistered()).hasSize(1);
        assertThat(securely(Oracle.retrieval("control").replace("</s:Header>", reply + "</s:Header>")))
                .startsWith("HTTP/1.1 202");
        assertThat(posted())
                .contains("as ever", "RetrieveDocumentSetResponse")
                .containsPattern("RelatesTo[^>]*>urn:uuid:11234567-89ab-4def-8123-456789abcdef<");
    }

    private String posted() throws InterruptedException {
        return Objects.requireNonNull(repository.posted().poll(20, TimeUnit.SECONDS), "no answer came");
    }
}
