package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several operations under way on one association, PS3.7 D.3.3.3, with a peer that does not wait for answers. */
class AsynchronousWindowTest {
    private static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";
    private static final byte[] STORAGE = RawPeer.context(1, RawPeer.CT, RawPeer.IMPLICIT);

    private final List<String> stored = new CopyOnWriteArrayList<>();

    private AssociationListener listener() throws Exception {
        StoreHandler handler = request -> {
            request.dataSet().readAllBytes();
            stored.add(request.sopInstanceUid());
            return Status.SUCCESS;
        };
        ApplicationEntity entity = ApplicationEntity.of("XDSI");
        Acceptor acceptor = new Acceptor(
                entity,
                new QueryRetrievePolicy(DeclaredPolicy.storage(entity.title()), peer -> true),
                DimseServices.verificationOnly().with(CommandField.C_STORE, new StoreService(handler)),
                event -> {});
        return AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), acceptor);
    }

    private static byte[] proposing(int invoked, int performed, byte[]... contexts) {
        ByteBuffer window = ByteBuffer.allocate(4).putShort((short) invoked).putShort((short) performed);
        return RawPeer.request(
                "XDSI", "RAW", RawPeer.join(contexts), RawPeer.userInformation(RawPeer.item(0x53, window.array())));
    }

    /** The window that was agreed on; empty where none was, which means one at a time. */
    private static Optional<List<Integer>> agreed(RawPeer peer) throws Exception {
        assertThat(peer.answer()).isEqualTo(RawPeer.ASSOCIATE_AC);
        byte[] head = {0x53, 0, 0, 4};
        for (int i = 0; i + 8 <= peer.body.length; i++) {
            if (Arrays.equals(peer.body, i, i + 4, head, 0, 4)) {
                return Optional.of(List.of((int) peer.body[i + 5], (int) peer.body[i + 7]));
            }
        }
        return Optional.empty();
    }

    @ParameterizedTest
    @CsvSource({"4,1,4", "1,1,1", "0,0,32", "1000,9,32"})
    void whoOnlyStoresMayHaveSeveralUnderWay(int invoked, int performed, int allowed) throws Exception {
        try (AssociationListener listener = listener();
                RawPeer peer = new RawPeer(listener.port())) {
            peer.send(proposing(invoked, performed, STORAGE));
            assertThat(agreed(peer)).contains(List.of(allowed, 1));
        }
    }

    @Test
    void whatCanBeCancelledRunsAlone() throws Exception {
        try (AssociationListener listener = listener();
                RawPeer peer = new RawPeer(listener.port())) {
            peer.send(proposing(4, 1, STORAGE, RawPeer.context(3, STUDY_ROOT_FIND, RawPeer.IMPLICIT)));
            assertThat(agreed(peer)).isEmpty();
        }
    }

    @Test
    void whoAsksForNothingIsToldNothing() throws Exception {
        try (AssociationListener listener = listener();
                RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.associate());
            assertThat(agreed(peer)).isEmpty();
        }
    }

    @Test
    void whatIsSentAheadIsAnsweredInItsOrder() throws Exception {
        try (AssociationListener listener = listener();
                RawPeer peer = new RawPeer(listener.port())) {
            peer.send(proposing(3, 1, STORAGE, RawPeer.context(3, RawPeer.VERIFICATION, RawPeer.IMPLICIT)));
            assertThat(agreed(peer)).isPresent();
            for (int i = 1; i <= 2; i++) {
                CommandSet.Builder store = CommandSet.builder(CommandField.C_STORE.request())
                        .uid(CommandElement.AFFECTED_SOP_CLASS_UID, RawPeer.CT)
                        .uid(CommandElement.AFFECTED_SOP_INSTANCE_UID, "1.2." + i)
                        .number(CommandElement.MESSAGE_ID, i)
                        .number(CommandElement.PRIORITY, 0)
                        .dataSet(true);
                peer.send(RawPeer.command(1, store), RawPeer.data(true, new byte[100]));
            }
            peer.send(RawPeer.command(3, RawPeer.echoCommand(3)));

            for (int i = 1; i <= 3; i++) {
                CommandSet response = peer.response();
                assertThat(response.requiredNumber(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO))
                        .isEqualTo(i);
                assertThat(response.status()).isEqualTo(Status.SUCCESS);
            }
            assertThat(stored).containsExactly("1.2.1", "1.2.2");
        }
    }
}
