package dev.xdsi.dicom.net;

import static dev.xdsi.dicom.net.RawPeer.ABORT;
import static dev.xdsi.dicom.net.RawPeer.CT;
import static dev.xdsi.dicom.net.RawPeer.ENDED;
import static dev.xdsi.dicom.net.RawPeer.RELEASE_RP;
import static dev.xdsi.dicom.net.RawPeer.command;
import static dev.xdsi.dicom.net.RawPeer.data;
import static dev.xdsi.dicom.net.RawPeer.echoCommand;
import static dev.xdsi.dicom.net.RawPeer.fragment;
import static dev.xdsi.dicom.net.RawPeer.pdu;
import static dev.xdsi.dicom.net.RawPeer.pduClaiming;
import static dev.xdsi.dicom.net.RawPeer.storeCommand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that break the rules once an association stands. */
@Tag("integration")
@Timeout(60)
class HostileMessageTest {
    private static final byte[] SOME = new byte[1000];

    private ScpForTests scp;
    private RawPeer peer;

    @BeforeEach
    void start() throws IOException {
        scp = ScpForTests.impatient();
        peer = RawPeer.associated(scp.listener.port());
    }

    @AfterEach
    void theServerIsWell() throws Exception {
        peer.close();
        assertThat(Wellness.of(scp)).isTrue();
        scp.close();
    }

    @Test
    void theseBytesAreUnderstoodWhenNothingIsWrong() throws IOException {
        peer.send(command(1, storeCommand()), data(false, SOME), data(true, SOME));
        assertThat(peer.response().status()).isEqualTo(Status.SUCCESS);
        assertThat(scp.received)
                .singleElement()
                .satisfies(got -> assertThat(got.bytes()).isEqualTo(2000));
        peer.send(pdu(5, new byte[4]));
        assertThat(peer.answer()).isEqualTo(RELEASE_RP);
        assertThat(peer.answer()).isEqualTo(ENDED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, 262_145, 0xFFFF_FFFFL})
    void d03DataOfLengthsThatCannotBe(long length) throws IOException {
        peer.send(pduClaiming(4, length, new byte[100]));
        abortedAndNothingStored();
    }

    @Test
    void d05UnknownPduType() throws IOException {
        peer.send(pdu(0x55, SOME));
        abortedAndNothingStored();
    }

    @Test
    void d05ASecondAssociationRequest() throws IOException {
        peer.send(RawPeer.associate());
        abortedAndNothingStored();
    }

    @Test
    void d06FragmentLengthBeyondThePdu() throws IOException {
        peer.send(command(1, storeCommand()), pdu(4, new byte[] {0, 0, 4, 0, 1, 2}, new byte[10]));
        abortedAndNothingStored();
    }

    @Test
    void d14DataLongerThanNegotiated() throws IOException {
        peer.send(command(1, storeCommand()), data(true, new byte[300_000]));
        assertThat(peer.answer()).isIn(ABORT, ENDED);
        assertThat(scp.received).isEmpty();
    }

    @Test
    void d15ACommandThatNeverEnds() throws IOException {
        byte[] more = fragment(1, 1, new byte[10_000]);
        boolean open = true;
        for (int sent = 0; open && sent < 20_000; sent++) {
            open = peer.send(more);
        }
        assertThat(open).isFalse();
    }

    @Test
    void d15ADataSetThatStopsArriving() throws IOException {
        peer.send(command(1, storeCommand()), data(false, SOME), data(false, SOME));
        abortedAndNothingStored();
    }

    @Test
    void d15EmptyFragmentsForEver() throws IOException {
        byte[] empty = data(false, new byte[0]);
        peer.send(command(1, storeCommand()));
        boolean open = true;
        for (int sent = 0; open && sent < 1_000_000; sent++) {
            open = peer.send(empty);
        }
        assertThat(open).isFalse();
        assertThat(scp.received).isEmpty();
    }

    @Test
    void d16ReleaseWithinAStore() throws IOException {
        peer.send(command(1, storeCommand()), data(false, SOME), pdu(5, new byte[4]));
        abortedAndNothingStored();
    }

    @Test
    void d16AbortWithinAStore() throws IOException {
        peer.send(command(1, storeCommand()), data(false, SOME), pdu(7, new byte[4]));
        assertThat(peer.answer()).isIn(ABORT, ENDED);
        assertThat(scp.received).isEmpty();
    }

    @Test
    void d16LostConnectionWithinAStore() throws Exception {
        peer.send(command(1, storeCommand()), data(false, SOME));
        peer.close();
        assertThat(Wellness.of(scp)).isTrue();
        assertThat(scp.received).isEmpty();
        assertThat(scp.events).anySatisfy(event -> assertThat(event).isInstanceOf(AssociationEvent.Aborted.class));
    }

    @Test
    void d18OneByteAtATimeWithinAStore() throws Exception {
        byte[] slow = data(true, SOME);
        peer.send(command(1, storeCommand()));
        int sent = 0;
        while (sent < slow.length && peer.send(new byte[] {slow[sent]})) {
            sent++;
            Thread.sleep(20);
        }
        assertThat(sent).isLessThan(slow.length);
        assertThat(scp.received).isEmpty();
    }

    @Test
    void d18APeerThatNeverReadsItsAnswers() throws IOException {
        byte[] echo = command(3, echoCommand(1));
        byte[][] burst = new byte[1000][];
        Arrays.fill(burst, echo);
        boolean open = true;
        for (int sent = 0; open && sent < 1000; sent++) {
            open = peer.send(burst);
        }
        assertThat(open).isFalse();
    }

    @Test
    void d20ManyRequestsWithoutWaitingAreAnsweredInOrder() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int id = 1; id <= 200; id++) {
            all.writeBytes(command(3, echoCommand(id)));
        }
        peer.send(all.toByteArray());
        for (int id = 1; id <= 200; id++) {
            assertThat(peer.response().number(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO))
                    .hasValue(id);
        }
    }

    @Test
    void d21ElementsThatAreMissing() throws IOException {
        CommandSet.Builder nothing = CommandSet.builder(CommandField.C_ECHO.request());
        peer.send(command(3, nothing));
        abortedAndNothingStored();
        try (RawPeer other = RawPeer.associated(scp.listener.port())) {
            other.send(command(3, nothing.dataSet(false)));
            assertThat(other.answer()).isEqualTo(ABORT);
        }
        try (RawPeer other = RawPeer.associated(scp.listener.port())) {
            other.send(fragment(3, 3, new byte[0]));
            assertThat(other.answer()).isEqualTo(ABORT);
        }
    }

    @Test
    void d21ElementsThatComeTwice() throws IOException {
        byte[] once = echoCommand(1).build().encode();
        peer.send(fragment(3, 3, RawPeer.join(once, Arrays.copyOfRange(once, 12, once.length))));
        abortedAndNothingStored();
    }

    @Test
    void d21RandomCommands() throws IOException {
        Random random = new Random(21);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            try (RawPeer other = RawPeer.associated(scp.listener.port())) {
                other.send(fragment(3, 3, bytes));
                assertThat(other.answer()).isEqualTo(ABORT);
            }
        }
    }

    @Test
    void d21StoreWithoutInstanceUid() throws IOException {
        peer.send(
                command(
                        1,
                        CommandSet.builder(CommandField.C_STORE.request())
                                .uid(CommandElement.AFFECTED_SOP_CLASS_UID, CT)
                                .number(CommandElement.MESSAGE_ID, 7)
                                .dataSet(true)),
                data(true, SOME));
        assertThat(peer.response().status().code()).isEqualTo(Status.INVALID_SOP_INSTANCE.code());
        stillGood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd", "1.2/3", "1.2%2e3", "1.2\u00003", "", "1.2.x", ".1", "1..2"})
    void d22AnInstanceUidThatIsNone(String uid) throws IOException {
        peer.send(command(1, storeCommand().uid(CommandElement.AFFECTED_SOP_INSTANCE_UID, uid)), data(true, SOME));
        assertThat(peer.response().status().code()).isEqualTo(Status.INVALID_SOP_INSTANCE.code());
        stillGood();
    }

    @Test
    void d22AnotherSopClassThanTheContext() throws IOException {
        peer.send(
                command(1, storeCommand().uid(CommandElement.AFFECTED_SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.4")),
                data(true, SOME));
        assertThat(peer.response().status().code()).isEqualTo(Status.SOP_CLASS_NOT_SUPPORTED.code());
        stillGood();
    }

    @Test
    void d22AHandlerThatSeesAnotherUidInTheDataSet() throws IOException {
        try (ScpForTests strict = ScpForTests.storing(
                        request -> Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment("other SOP Instance UID"));
                RawPeer sender = RawPeer.associated(strict.listener.port())) {
            sender.send(command(1, storeCommand()), data(false, SOME), data(true, SOME));
            assertThat(sender.response().status().toString()).isEqualTo("A900H (other SOP Instance UID)");
        }
    }

    @Test
    void d23NoDataSetAnnouncedButOneSent() throws IOException {
        peer.send(command(1, storeCommand().dataSet(false)), data(true, SOME));
        assertThat(peer.response().status().code()).isEqualTo(Status.CANNOT_UNDERSTAND.code());
        abortedAndNothingStored();
    }

    @Test
    void d23ADataSetAnnouncedButACommandSent() throws IOException {
        peer.send(command(1, storeCommand()), command(3, echoCommand(8)));
        abortedAndNothingStored();
    }

    @Test
    void d23AMessageInAContextThatWasNotAccepted() throws IOException {
        peer.send(command(99, storeCommand()), data(true, SOME));
        abortedAndNothingStored();
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandField.class,
            names = {"C_FIND", "C_MOVE", "C_GET", "N_CREATE", "N_ACTION", "N_EVENT_REPORT"})
    void d24WhatAStoragePortDoesNotOffer(CommandField field) throws IOException {
        peer.send(
                command(1, storeCommand().number(CommandElement.COMMAND_FIELD, field.request())),
                data(false, SOME),
                data(true, SOME));
        CommandSet response = peer.response();
        assertThat(response.commandField()).isEqualTo(field.response());
        assertThat(response.status().code()).isEqualTo(Status.UNRECOGNIZED_OPERATION.code());
        stillGood();
    }

    @Test
    void d24AnUnknownCommandACancelAndAResponseToNothing() throws IOException {
        peer.send(command(3, echoCommand(5).number(CommandElement.COMMAND_FIELD, 0x0777)));
        assertThat(peer.response().status().code()).isEqualTo(Status.UNRECOGNIZED_OPERATION.code());
        peer.send(command(3, echoCommand(5).number(CommandElement.COMMAND_FIELD, CommandField.C_CANCEL.request())));
        stillGood();
        peer.send(command(3, echoCommand(5).number(CommandElement.COMMAND_FIELD, CommandField.C_ECHO.response())));
        abortedAndNothingStored();
    }

    @Test
    void anIdleAssociationIsAbortedAfterItsTime() throws IOException {
        assertThat(List.of(peer.answer(), peer.answer())).containsExactly(ABORT, ENDED);
    }

    private void stillGood() throws IOException {
        assertThat(scp.received).isEmpty();
        peer.send(command(3, echoCommand(99)));
        assertThat(peer.response().status()).isEqualTo(Status.SUCCESS);
    }

    private void abortedAndNothingStored() throws IOException {
        assertThat(peer.answer()).isEqualTo(ABORT);
        assertThat(scp.received).isEmpty();
    }
}
