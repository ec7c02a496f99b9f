package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.draft.Submissions;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests made to harm a Document Repository by how they come: HTTP, TLS, and silence (list M, F38). How many come at once, where it is many
 * that harm: {@code -Dxdsi.attackers=2000}.
 */
class HostileHttpTest extends HostileMessages {
    private static final int MANY = Integer.getInteger("xdsi.attackers", 60);
    private static final int GOING_AWAY = 100;

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

    /** However many come, their address has its share, and there is room for others. */
    @Test
    void m26_connectionsThatSayNothing() throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                try {
                    all.add(repository.connectFromElsewhere());
                } catch (IOException refused) {
                    assertThat(all.size()).isGreaterThanOrEqualTo(AttackedRepository.CONNECTIONS_OF_ADDRESS);
                }
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
        keepLarge("large");
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

    /** A document that is far longer than what is on its way at one time. */
    private void keepLarge(String name) throws IOException {
        assertThat(oracle.post(
                        ProvidedMessage.TYPE,
                        ProvidedMessage.of(Submissions.ofOneManifest(name))
                                .attached(Submissions.uuid(name).value(), new byte[AttackedRepository.LARGEST_DOCUMENT])
                                .bytes()))
                .contains("ResponseStatusType:Success");
        repository.takeRegistered();
        oracle.keeps();
    }

    /** Each of them was one of the few that are served at one time, and is recorded as what it was. */
    @Test
    void f38_whoGoesAwayInTheMiddleOfAnAnswerLeavesNothing() throws IOException {
        keepLarge("abandoned");
        byte[] request = Oracle.request(SOAP, Oracle.retrieval("abandoned").getBytes(UTF_8), "Connection: close\r\n");
        for (int i = 0; i < GOING_AWAY; i++) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!goesAway(request)) {
                assertThat(System.nanoTime()).as("place for number %s", i).isLessThan(end);
            }
        }
        repository.awaitFailedRetrievals(Submissions.manifest("abandoned").uniqueId(), GOING_AWAY);
    }

    /** Whether there was an answer to go away from. */
    private boolean goesAway(byte[] request) throws IOException {
        try (Socket socket = repository.connectAsOneOfFew()) {
            AttackedRepository.send(socket, request);
            String begun = new String(socket.getInputStream().readNBytes(2_000), ISO_8859_1);
            socket.setSoLinger(true, 0);
            if (begun.startsWith("HTTP/1.1 200")) {
                return true;
            }
            assertThat(begun).startsWith("HTTP/1.1 503");
            return false;
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
}
