package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.draft.Submissions;
import java.io.IOException;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages made to harm a Document Repository by what is in them: MTOM and multipart (list M). */
class HostileMultipartTest extends HostileMessages {
    private static final String INCLUDE = "cid:part0@source";

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
}
