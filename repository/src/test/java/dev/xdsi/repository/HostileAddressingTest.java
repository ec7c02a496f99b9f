package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.draft.Submissions;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages made to have a Document Repository do, or call, what its caller may not: WS-Addressing (list W). */
class HostileAddressingTest extends HostileMessages {
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
