package dev.xdsi.dicom.net;

import static dev.xdsi.dicom.net.RawPeer.CT;
import static dev.xdsi.dicom.net.RawPeer.VERIFICATION;
import static dev.xdsi.dicom.net.RawPeer.ascii;
import static dev.xdsi.dicom.net.RawPeer.fragment;
import static dev.xdsi.dicom.net.RawPeer.item;
import static dev.xdsi.dicom.net.RawPeer.pdu;
import static dev.xdsi.dicom.net.RawPeer.pduClaiming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our requestor when what it calls is broken or malicious: always one of our exceptions, never a hang. */
@Tag("integration")
@Timeout(60)
class HostileAcceptorTest {
    private static final PresentationContextPlan PLAN = PresentationContextPlan.of(
            List.of(new Pair(CT, TransferSyntaxes.IMPLICIT), new Pair(VERIFICATION, TransferSyntaxes.IMPLICIT)));
    private static final byte[] NOTHING = {};

    @Test
    void aWebServer() {
        assertThatThrownBy(() -> echo(ascii("HTTP/1.1 400 Bad Request\r\n\r\n"), NOTHING))
                .isInstanceOf(AssociationAborted.class)
                .hasMessageContaining("does not speak DICOM");
    }

    @Test
    void silence() {
        assertThatThrownBy(() -> echo(NOTHING, NOTHING)).isInstanceOf(AssociationAborted.class);
    }

    @Test
    void anAcceptanceOfAbsurdLength() {
        assertThatThrownBy(() -> echo(pduClaiming(2, 0xFFFF_FFFFL, new byte[100]), NOTHING))
                .isInstanceOf(AssociationAborted.class);
    }

    @Test
    void aContextThatWasNotProposed() {
        assertThatThrownBy(() -> echo(accept(99, "1.2.840.10008.1.2"), NOTHING))
                .isInstanceOf(AssociationAborted.class)
                .hasMessageContaining("not proposed");
    }

    @Test
    void aTransferSyntaxThatWasNotProposed() {
        assertThatThrownBy(() -> echo(accept(1, "1.2.840.10008.1.2.4.70"), NOTHING))
                .isInstanceOf(AssociationAborted.class)
                .hasMessageContaining("not proposed");
    }

    @Test
    void anAbortInsteadOfAnAnswer() {
        assertThatThrownBy(() -> echo(pdu(7, new byte[] {0, 0, 2, 1}), NOTHING))
                .isInstanceOf(AssociationAborted.class)
                .hasMessageContaining("unrecognized PDU");
    }

    @Test
    void aTransientRejection() {
        assertThatThrownBy(() -> echo(pdu(3, new byte[] {0, 2, 3, 2}), NOTHING))
                .isInstanceOf(AssociationRejected.class)
                .hasMessageContaining("try again later");
    }

    @Test
    void aResponseToAnotherMessage() {
        assertThatThrownBy(() -> echo(good(), response(9, Status.SUCCESS)))
                .isInstanceOf(AssociationAborted.class)
                .hasMessageContaining("another request");
    }

    @Test
    void aResponseWithoutAStatus() {
        byte[] response = fragment(
                3,
                3,
                CommandSet.builder(CommandField.C_ECHO.response())
                        .number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, 1)
                        .dataSet(false)
                        .build()
                        .encode());
        assertThatThrownBy(() -> echo(good(), response)).isInstanceOf(AssociationAborted.class);
    }

    @Test
    void noResponse() {
        assertThatThrownBy(() -> echo(good(), NOTHING)).isInstanceOf(AssociationAborted.class);
    }

    @Test
    void aFailureIsADimseException() {
        assertThatThrownBy(() -> echo(good(), response(1, Status.NOT_AUTHORIZED.withComment("not you"))))
                .isInstanceOf(DimseException.class)
                .hasMessageContaining("0124H (not you)");
    }

    /** What the tests above differ from. */
    @Test
    void aGoodAcceptor() throws Exception {
        echo(good(), response(1, Status.SUCCESS));
    }

    @Test
    void anAcceptorThatNeverReads() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Socket> accepted = threads.submit(() -> {
                Socket socket = server.accept();
                socket.getOutputStream().write(good());
                return socket;
            });
            Association association = open(server);
            assertThatThrownBy(() ->
                            association.store(new StoreOperation(CT, "1.2.3", TransferSyntaxes.IMPLICIT, out -> {
                                for (int i = 0; i < 200; i++) {
                                    out.write(new byte[1_000_000]);
                                }
                            })))
                    .isInstanceOf(AssociationAborted.class)
                    .hasMessageContaining("took no bytes");
            accepted.get().close();
        }
    }

    private static void echo(byte[] answer, byte[] response) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> script = threads.submit(() -> play(server, answer, response));
            try (Association association = open(server)) {
                association.echo();
            } finally {
                assertThat(script.get()).isTrue();
            }
        }
    }

    private static Association open(ServerSocket server) throws IOException {
        return Association.open(
                ScpForTests.impatientEntity(), RemoteEntity.of("BAD", "127.0.0.1", server.getLocalPort()), PLAN);
    }

    /** Answers the request, the echo and, whatever was before, the release; ends when the requestor closes. */
    private static boolean play(ServerSocket server, byte[] answer, byte[] response) throws IOException {
        try (RawPeer peer = new RawPeer(server.accept())) {
            peer.answer();
            peer.send(answer);
            if (peer.answer() == RawPeer.DATA) {
                peer.send(response);
                peer.answer();
            }
            peer.send(pdu(6, new byte[4]));
            return true;
        }
    }

    private static byte[] good() {
        return pdu(
                2,
                RawPeer.prologue("BAD", "XDSI"),
                result(1, "1.2.840.10008.1.2"),
                result(3, "1.2.840.10008.1.2"),
                RawPeer.userInformation());
    }

    private static byte[] accept(int id, String transferSyntax) {
        return pdu(2, RawPeer.prologue("BAD", "XDSI"), result(id, transferSyntax));
    }

    private static byte[] result(int id, String transferSyntax) {
        return item(0x21, new byte[] {(byte) id, 0, 0, 0}, item(0x40, ascii(transferSyntax)));
    }

    private static byte[] response(int messageId, Status status) {
        return fragment(
                3,
                3,
                CommandSet.builder(CommandField.C_ECHO.response())
                        .number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, messageId)
                        .dataSet(false)
                        .status(status)
                        .build()
                        .encode());
    }
}
