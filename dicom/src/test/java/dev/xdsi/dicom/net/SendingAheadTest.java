package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.net.Association.Stored;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C-STOREs that are sent ahead of their answers, PS3.7 D.3.3.3, to peers that let us and to those that do not. */
@Timeout(60)
class SendingAheadTest {
    private static final PresentationContextPlan PLAN = PresentationContextPlan.of(List.of(
            new Pair(RawPeer.CT, TransferSyntaxes.IMPLICIT),
            new Pair(RawPeer.VERIFICATION, TransferSyntaxes.IMPLICIT)));
    private static final Status FULL = Status.OUT_OF_RESOURCES;
    private static final byte[] NO_WINDOW = {};

    private static StoreOperation image(int number) {
        return new StoreOperation(
                RawPeer.CT, "1.2." + number, TransferSyntaxes.IMPLICIT, out -> out.write(new byte[100]));
    }

    /** What a peer does once the association stands. */
    private interface Script {
        void play(RawPeer peer) throws IOException;
    }

    /** What we do with an association. */
    private interface Use {
        void make(Association association) throws Exception;
    }

    /** With a peer that agrees to this window, having been asked for four. */
    private static void with(byte[] window, Script script, Use use) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> peer = threads.submit(() -> {
                try (RawPeer raw = new RawPeer(server.accept())) {
                    raw.answer();
                    assertThat(raw.body).containsSequence(0x53, 0, 0, 4, 0, 4, 0, 1);
                    raw.send(RawPeer.pdu(
                            RawPeer.ASSOCIATE_AC,
                            RawPeer.prologue("BAD", "XDSI"),
                            accepted(1),
                            accepted(3),
                            RawPeer.userInformation(window)));
                    script.play(raw);
                    return true;
                }
            });
            RemoteEntity remote = RemoteEntity.of("BAD", "127.0.0.1", server.getLocalPort());
            try (Association association =
                    Association.open(ScpForTests.impatientEntity(), remote, PLAN.sendingAhead(4))) {
                use.make(association);
            }
            assertThat(peer.get()).isTrue();
        }
    }

    private static byte[] accepted(int context) {
        return RawPeer.item(
                0x21,
                new byte[] {(byte) context, 0, 0, 0},
                RawPeer.item(0x40, RawPeer.ascii(TransferSyntaxes.IMPLICIT)));
    }

    private static byte[] window(int invoked) {
        return RawPeer.item(
                0x53,
                ByteBuffer.allocate(4)
                        .putShort((short) invoked)
                        .putShort((short) 1)
                        .array());
    }

    private static void take(RawPeer peer, int images) throws IOException {
        for (int i = 0; i < 2 * images; i++) {
            assertThat(peer.answer()).isEqualTo(RawPeer.DATA);
        }
    }

    private static void answer(RawPeer peer, int messageId, Status status) throws IOException {
        peer.send(RawPeer.command(
                1,
                CommandSet.builder(CommandField.C_STORE.response())
                        .number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, messageId)
                        .dataSet(false)
                        .status(status)));
    }

    private static void release(RawPeer peer) throws IOException {
        assertThat(peer.answer()).isEqualTo(5);
        peer.send(RawPeer.pdu(RawPeer.RELEASE_RP, new byte[4]));
    }

    @ParameterizedTest
    @CsvSource({"2,2", "4,4", "1000,4", "0,4", "1,1"})
    void noMoreThanBothWant(int granted, int room) throws Exception {
        with(
                window(granted),
                SendingAheadTest::release,
                association -> assertThat(association.room()).isEqualTo(room));
    }

    @Test
    void whoAnswersNothingGetsOneAtATime() throws Exception {
        with(
                NO_WINDOW,
                peer -> {
                    take(peer, 1);
                    answer(peer, 1, Status.SUCCESS);
                    release(peer);
                },
                association -> {
                    assertThat(association.room()).isEqualTo(1);
                    association.storeAhead(image(1));
                    assertThatIllegalStateException().isThrownBy(() -> association.storeAhead(image(2)));
                    assertThat(association.nextStored().status()).isEqualTo(Status.SUCCESS);
                });
    }

    @Test
    void eachAnswerBelongsToItsInstanceInWhateverOrderTheyCome() throws Exception {
        with(
                window(4),
                peer -> {
                    take(peer, 3);
                    answer(peer, 3, Status.SUCCESS);
                    answer(peer, 1, FULL);
                    take(peer, 1);
                    answer(peer, 2, Status.DUPLICATE_SOP_INSTANCE);
                    answer(peer, 4, Status.SUCCESS);
                    release(peer);
                },
                association -> {
                    for (int i = 1; i <= 3; i++) {
                        association.storeAhead(image(i));
                    }
                    List<String> answers = new ArrayList<>();
                    answers.add(described(association.nextStored()));
                    answers.add(described(association.nextStored()));
                    association.storeAhead(image(4));
                    answers.add(described(association.nextStored()));
                    answers.add(described(association.nextStored()));
                    assertThat(answers).containsExactly("1.2.3 0000", "1.2.1 A700", "1.2.2 0111", "1.2.4 0000");
                    assertThat(association.room()).isEqualTo(4);
                });
    }

    private static String described(Stored stored) {
        return "%s %04X"
                .formatted(stored.operation().sopInstanceUid(), stored.status().code());
    }

    @Test
    void whatArrivedIsTakenWithoutWaiting() throws Exception {
        with(
                window(4),
                peer -> {
                    take(peer, 2);
                    answer(peer, 1, Status.SUCCESS);
                    take(peer, 1);
                    answer(peer, 2, Status.SUCCESS);
                    answer(peer, 3, Status.SUCCESS);
                    release(peer);
                },
                association -> {
                    assertThat(association.arrivedStored()).isEmpty();
                    association.storeAhead(image(1));
                    association.storeAhead(image(2));
                    while (association.arrivedStored().isEmpty()) {
                        Thread.sleep(1);
                    }
                    assertThat(association.arrivedStored()).isEmpty();
                    association.storeAhead(image(3));
                    association.nextStored();
                    association.nextStored();
                });
    }

    @Test
    void whatIsNotAnsweredBeforeThePeerBreaksOffIsNot() throws Exception {
        with(
                window(4),
                peer -> {
                    take(peer, 3);
                    answer(peer, 1, Status.SUCCESS);
                    peer.send(RawPeer.pdu(RawPeer.ABORT, new byte[4]));
                },
                association -> {
                    for (int i = 1; i <= 3; i++) {
                        association.storeAhead(image(i));
                    }
                    assertThat(described(association.nextStored())).isEqualTo("1.2.1 0000");
                    assertThatThrownBy(association::nextStored)
                            .isInstanceOf(AssociationAborted.class)
                            .hasMessageContaining("aborted");
                    assertThat(association.room()).isZero();
                    assertThatThrownBy(association::nextStored).isInstanceOf(AssociationAborted.class);
                    assertThatThrownBy(() -> association.storeAhead(image(4))).isInstanceOf(AssociationAborted.class);
                });
    }

    @Test
    void whoDoesNotAnswerInTimeIsLeft() throws Exception {
        with(
                window(4),
                peer -> {
                    take(peer, 2);
                    answer(peer, 1, Status.SUCCESS);
                    assertThat(peer.answer()).isEqualTo(RawPeer.ABORT);
                },
                association -> {
                    association.storeAhead(image(1));
                    association.storeAhead(image(2));
                    association.nextStored();
                    assertThatThrownBy(association::nextStored).isInstanceOf(AssociationAborted.class);
                });
    }

    @ParameterizedTest
    @CsvSource({"9,32769", "1,32816"})
    void anAnswerToSomethingElseEndsIt(int messageId, int field) throws Exception {
        with(
                window(4),
                peer -> {
                    take(peer, 2);
                    peer.send(RawPeer.command(
                            1,
                            CommandSet.builder(field)
                                    .number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, messageId)
                                    .dataSet(false)
                                    .status(Status.SUCCESS)));
                    assertThat(peer.answer()).isEqualTo(RawPeer.ABORT);
                },
                association -> {
                    association.storeAhead(image(1));
                    association.storeAhead(image(2));
                    assertThatThrownBy(association::nextStored)
                            .isInstanceOf(AssociationAborted.class)
                            .hasMessageContaining("another request");
                });
    }

    @Test
    void nothingElseIsAskedForMeanwhileAndWhatIsUnderWayIsBrokenOff() throws Exception {
        with(
                window(4),
                peer -> {
                    take(peer, 1);
                    assertThat(peer.answer()).isEqualTo(RawPeer.ABORT);
                },
                association -> {
                    association.storeAhead(image(1));
                    assertThatIllegalStateException().isThrownBy(association::echo);
                    assertThatIllegalStateException().isThrownBy(() -> association.store(image(2)));
                    association.release();
                });
    }

    @Test
    void anScpOfOurOwnLetsUs() throws Exception {
        try (ScpForTests scp = ScpForTests.storing(request -> {
                    request.dataSet().readAllBytes();
                    return request.sopInstanceUid().endsWith("7") ? FULL : Status.SUCCESS;
                });
                Association association =
                        Association.open(ApplicationEntity.of("SCU"), scp.remote(), PLAN.sendingAhead(16))) {
            assertThat(association.room()).isEqualTo(16);
            List<String> answers = new ArrayList<>();
            for (int i = 1; i <= 60; i++) {
                if (association.room() == 0) {
                    answers.add(described(association.nextStored()));
                }
                association.storeAhead(image(i));
            }
            while (association.room() < 16) {
                answers.add(described(association.nextStored()));
            }
            assertThat(answers)
                    .hasSize(60)
                    .allSatisfy(each -> assertThat(each.contains("7 ")).isEqualTo(each.endsWith("A700")));
            association.echo();
        }
    }
}
