package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What becomes of a submission whose sender did not get the answer and asks once more. */
class RepeatedSubmissionsTest extends ExpectedActions {
    private static final String REFERENCE = "ITI TF-2: 3.42.4.1.3.2";
    private static final String ACTION = "urn:ihe:iti:2007:RegisterDocumentSet-b";

    @Test
    @Expected(
            reference = REFERENCE,
            value =
                    "A submission that comes again word for word, for its answer was lost, is answered with Success and is there once,"
                            + " also when it was replaced meanwhile")
    void theSameIsThereOnce() {
        register("r", manifest("old"));
        RegistryObject[] sent =
                set("s", manifest("a"), folder("f"), member("f", "a"), relation("a", AssociationType.RPLC, "old"));
        assertThat(submit(sent).errors()).isEmpty();
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));

        assertThat(submit(sent).errors()).isEmpty();

        assertThat(found(findDocuments())).containsExactly("b");
        assertThat(statusOf("a")).isEqualTo("Deprecated");
        assertThat(links("a", AssociationType.RPLC)).hasSize(2);
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value = "A submission that comes again with any difference is refused: XDSDuplicateUniqueIdInRegistry")
    void anythingElseIsRefused() {
        register("s", manifest("a"));

        assertThat(refused("s", manifest("a").toBuilder().languageCode("de-CH").build()))
                .contains(ErrorCode.XDSDuplicateUniqueIdInRegistry);
        assertThat(refused(
                        "s",
                        manifest("a").toBuilder()
                                .hash(new Hash("ab".repeat(20)))
                                .size(9L)
                                .build()))
                .contains(ErrorCode.XDSDuplicateUniqueIdInRegistry);
        assertThat(refused("s", manifest("a"), manifest("b"))).contains(ErrorCode.XDSDuplicateUniqueIdInRegistry);
        assertThat(submit(submissionSet("s")).errors()).isNotEmpty();
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value = "A submission of which something was removed does not come again: XDSDuplicateUniqueIdInRegistry")
    void whatWasRemovedIsNotThere() {
        RegistryObject[] sent = set("s", manifest("a"), manifest("b"));
        assertThat(submit(sent).errors()).isEmpty();
        assertThat(registry.remove(ids("b", "s>b")).errors()).isEmpty();

        assertThat(refused("s", manifest("a"), manifest("b"))).contains(ErrorCode.XDSDuplicateUniqueIdInRegistry);
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    void anAnswerThatIsLostIsGivenAgain() throws Exception {
        RegistryObject[] sent = set("s", manifest("a"));

        try (Socket broken =
                new Socket(registry.address().getHost(), registry.address().getPort())) {
            broken.setSoTimeout(30_000);
            broken.setSoLinger(true, 0);
            send(broken, SubmissionCodec.encode(Submissions.of(sent)));
            assertThat(broken.getInputStream().read())
                    .as("an answer begins to come")
                    .isPositive();
        }

        assertThat(submit(sent).errors()).isEmpty();
        assertThat(found(findDocuments())).containsExactly("a");
    }

    private void send(Socket socket, SubmitObjectsRequest request) throws IOException {
        byte[] body = Messages.envelope(ACTION, Messages.written(request)).getBytes(StandardCharsets.UTF_8);
        String head = "POST " + registry.address().getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/soap+xml; charset=UTF-8\r\nContent-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
    }
}
