package dev.xdsi.dicom.net;

import static dev.xdsi.dicom.net.RawPeer.ABORT;
import static dev.xdsi.dicom.net.RawPeer.ASSOCIATE_AC;
import static dev.xdsi.dicom.net.RawPeer.ASSOCIATE_RJ;
import static dev.xdsi.dicom.net.RawPeer.CT;
import static dev.xdsi.dicom.net.RawPeer.ENDED;
import static dev.xdsi.dicom.net.RawPeer.IMPLICIT;
import static dev.xdsi.dicom.net.RawPeer.ascii;
import static dev.xdsi.dicom.net.RawPeer.context;
import static dev.xdsi.dicom.net.RawPeer.item;
import static dev.xdsi.dicom.net.RawPeer.itemClaiming;
import static dev.xdsi.dicom.net.RawPeer.join;
import static dev.xdsi.dicom.net.RawPeer.pdu;
import static dev.xdsi.dicom.net.RawPeer.pduClaiming;
import static dev.xdsi.dicom.net.RawPeer.request;
import static dev.xdsi.dicom.net.RawPeer.userInformation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.pdu.AeTitle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that break the rules before an association stands. A socket time-out of the peer is a hang, and fails. */
@Tag("integration")
@Timeout(60)
class HostileAssociationTest {
    private ScpForTests scp;

    @BeforeEach
    void start() throws IOException {
        scp = ScpForTests.impatient();
    }

    @AfterEach
    void theServerIsWellAndHasStoredNothing() throws Exception {
        assertThat(scp.received).isEmpty();
        assertThat(Wellness.of(scp)).isTrue();
        scp.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 70_000})
    void d01RandomBytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        bytes[0] |= 0x40;
        assertThat(answerTo(bytes)).isIn(ABORT, ENDED);
    }

    @Test
    void d02HttpOnThePort() throws IOException {
        assertThat(answerTo(ascii("GET / HTTP/1.1\r\nHost: hospital.example\r\n\r\n")))
                .isEqualTo(ABORT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 67, 0x7FFF_FFFFL, 0xFFFF_FFFFL})
    void d03PduLengthThatCannotBe(long length) throws IOException {
        assertThat(answerTo(pduClaiming(1, length, new byte[68]))).isIn(ABORT, ASSOCIATE_RJ);
        assertThat(answerTo(pduClaiming(5, length, new byte[4]))).isEqualTo(ABORT);
    }

    @Test
    void d04LengthLongerThanTheData() throws IOException {
        byte[] associate = RawPeer.associate();
        byte[] longer = pduClaiming(1, associate.length + 1000, Arrays.copyOfRange(associate, 6, associate.length));
        assertThat(answerTo(longer)).isIn(ABORT, ENDED);
        try (RawPeer peer = new RawPeer(scp.listener.port())) {
            peer.send(longer);
            peer.finishSending();
            assertThat(peer.answer()).isIn(ABORT, ENDED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 0x16, 0xFF})
    void d05UnknownPduType(int type) throws IOException {
        assertThat(answerTo(pdu(type, new byte[100]))).isEqualTo(ABORT);
    }

    @Test
    void d06ItemLengthBeyondThePdu() throws IOException {
        byte[] role = item(0x54, new byte[] {(byte) 0xFF, (byte) 0xFF}, ascii("1.2"));
        byte[] identity = item(0x58, new byte[] {2, 1, 0, 4, 'u', 's', 'e', 'r', (byte) 0x7F, 0});
        List<byte[]> lies = List.of(
                itemClaiming(0x20, 0xFFFF, new byte[] {1, 0, 0, 0}),
                item(0x20, new byte[] {1, 0, 0, 0}, itemClaiming(0x30, 500, ascii(CT))),
                itemClaiming(0x50, 9, itemClaiming(0x51, 4, new byte[] {0})),
                item(0x20, new byte[] {1, 0}),
                userInformation(role),
                userInformation(identity),
                new byte[] {0x20});
        for (byte[] lie : lies) {
            assertThat(answerTo(request("XDSI", "RAW", context(3, CT, IMPLICIT), lie)))
                    .isEqualTo(ABORT);
        }
    }

    @Test
    void d07TooManyEvenAndRepeatedContexts() throws IOException {
        List<byte[]> many = new ArrayList<>();
        for (int i = 0; i < 129; i++) {
            many.add(context((2 * i + 1) & 0xFF, CT, IMPLICIT));
        }
        assertThat(answerTo(request("XDSI", "RAW", many.toArray(byte[][]::new))))
                .isEqualTo(ABORT);
        assertThat(answerTo(request("XDSI", "RAW", context(2, CT, IMPLICIT)))).isEqualTo(ABORT);
        assertThat(answerTo(request("XDSI", "RAW", context(1, CT, IMPLICIT), context(1, CT, IMPLICIT))))
                .isEqualTo(ABORT);
        assertThat(answerTo(request("XDSI", "RAW", userInformation()))).isEqualTo(ASSOCIATE_RJ);
    }

    @Test
    void d07ASyntaxThatIsNoUid() throws IOException {
        for (String wrong : List.of("../../etc", "1.2.3\n", "1..2", "", "1.2".repeat(30), "a.b")) {
            assertThat(answerTo(request("XDSI", "RAW", context(1, wrong, IMPLICIT))))
                    .as(wrong)
                    .isEqualTo(ABORT);
        }
    }

    @Test
    void d08AHundredThousandUserInformationItems() throws IOException {
        byte[][] items = new byte[100_000][];
        Arrays.fill(items, item(0x7A));
        assertThat(answerTo(request("XDSI", "RAW", context(1, CT, IMPLICIT), join(items))))
                .isIn(ABORT, ENDED);
        byte[][] fewer = Arrays.copyOf(items, 16_000);
        byte[] inside = item(0x50, join(fewer));
        assertThat(answerTo(request("XDSI", "RAW", context(1, CT, IMPLICIT), inside)))
                .isEqualTo(ABORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "    ", "A\nB", "A\rlog: fine", "\tTAB", "A\\B", "\u00e9", "A\u0000B", "\u001b[31m"})
    void d09AeTitlesThatAreNone(String title) throws IOException {
        assertThat(answerTo(request("XDSI", title, context(1, CT, IMPLICIT)))).isEqualTo(ASSOCIATE_RJ);
        assertThat(answerTo(request(title, "RAW", context(1, CT, IMPLICIT)))).isEqualTo(ASSOCIATE_RJ);
        assertThat(scp.events.toString()).doesNotContain(title.isBlank() ? "\n" : title);
    }

    @Test
    void d09AnAeTitleOfTenKilobytes() throws IOException {
        byte[] prologue = RawPeer.prologue("XDSI", "");
        byte[] title = ascii("A".repeat(10_240));
        assertThat(answerTo(pdu(1, Arrays.copyOf(prologue, 20), title, new byte[32], context(1, CT, IMPLICIT))))
                .isEqualTo(ABORT);
    }

    @Test
    void d10AnUnknownCallingTitle() throws IOException {
        AcceptPolicy onlyForCt1 = DeclaredPolicy.storage(ScpForTests.TITLE)
                .onlyFor(peer -> peer.calling().equals(new AeTitle("CT1")));
        try (ScpForTests closed = ScpForTests.agreeingTo(onlyForCt1);
                RawPeer stranger = new RawPeer(closed.listener.port());
                RawPeer known = new RawPeer(closed.listener.port())) {
            stranger.send(RawPeer.associate());
            assertThat(stranger.answer()).isEqualTo(ASSOCIATE_RJ);
            assertThat(stranger.body).containsExactly(0, 1, 1, 3);
            known.send(request("XDSI", "CT1", context(1, CT, IMPLICIT)));
            assertThat(known.answer()).isEqualTo(ASSOCIATE_AC);
            assertThat(closed.events)
                    .anySatisfy(event -> assertThat(event)
                            .isInstanceOf(AssociationEvent.Rejected.class)
                            .extracting(Object::toString)
                            .asString()
                            .contains("RAW"));
        }
    }

    @Test
    void d11AWrongCalledTitle() throws IOException {
        try (RawPeer peer = new RawPeer(scp.listener.port())) {
            peer.send(request("PACS", "RAW", context(1, CT, IMPLICIT)));
            assertThat(peer.answer()).isEqualTo(ASSOCIATE_RJ);
            assertThat(peer.body).containsExactly(0, 1, 1, 7);
            assertThat(peer.answer()).isEqualTo(ENDED);
        }
    }

    @Test
    void d13DataBeforeAnAssociation() throws IOException {
        assertThat(answerTo(RawPeer.command(1, RawPeer.echoCommand(1)))).isEqualTo(ABORT);
        assertThat(answerTo(pdu(5, new byte[4]))).isEqualTo(ABORT);
        assertThat(answerTo(pdu(2, new byte[68]))).isEqualTo(ABORT);
    }

    @Test
    void d17FiveHundredOpenAssociations() throws Exception {
        List<RawPeer> crowd = new ArrayList<>();
        try (ScpForTests small = ScpForTests.with(
                ScpForTests.impatientEntity(),
                DeclaredPolicy.storage(ScpForTests.TITLE),
                settings -> settings.withMaximumAssociations(8),
                handler -> handler)) {
            int accepted = 0;
            int rejected = 0;
            for (int i = 0; i < 500; i++) {
                RawPeer peer = new RawPeer(small.listener.port());
                crowd.add(peer);
                peer.send(RawPeer.associate());
                int answer = peer.answer();
                assertThat(answer).isIn(ASSOCIATE_AC, ASSOCIATE_RJ, ENDED);
                accepted += answer == ASSOCIATE_AC ? 1 : 0;
                if (answer == ASSOCIATE_RJ) {
                    assertThat(peer.body).containsExactly(0, 2, 3, 2);
                    rejected++;
                }
                assertThat(small.listener.openAssociations()).isLessThanOrEqualTo(8);
            }
            assertThat(accepted).isGreaterThanOrEqualTo(8);
            assertThat(rejected).isPositive();
            for (RawPeer peer : crowd) {
                peer.close();
            }
            assertThat(Wellness.of(small)).isTrue();
        }
    }

    @Test
    void d18OneByteAtATime() throws Exception {
        try (RawPeer peer = new RawPeer(scp.listener.port())) {
            int sent = 0;
            for (byte b : RawPeer.associate()) {
                if (!peer.send(new byte[] {b})) {
                    break;
                }
                sent++;
                Thread.sleep(20);
            }
            assertThat(sent).isLessThan(RawPeer.associate().length);
            assertThat(peer.answer()).isIn(ABORT, ENDED);
        }
    }

    @Test
    void d18ConnectionsThatSayNothing() throws IOException {
        try (RawPeer silent = new RawPeer(scp.listener.port())) {
            assertThat(silent.answer()).isIn(ABORT, ENDED);
        }
    }

    @Test
    void d19MaximumLengths() throws IOException {
        assertThat(answerTo(withMaximumLength(0, 0, 0, 0))).isEqualTo(ASSOCIATE_AC);
        assertThat(answerTo(withMaximumLength(0xFF, 0xFF, 0xFF, 0xFF))).isEqualTo(ASSOCIATE_AC);
        assertThat(answerTo(withMaximumLength(0, 0, 0, 5))).isEqualTo(ASSOCIATE_RJ);
    }

    @Test
    void unknownItemsAreSkipped() throws IOException {
        assertThat(answerTo(request(
                        "XDSI",
                        "RAW",
                        item(0x7F, new byte[300]),
                        context(1, CT, IMPLICIT),
                        userInformation(item(0x57, new byte[40]), item(0x60)))))
                .isEqualTo(ASSOCIATE_AC);
    }

    private static byte[] withMaximumLength(int... bytes) {
        byte[] length = new byte[4];
        for (int i = 0; i < 4; i++) {
            length[i] = (byte) bytes[i];
        }
        return request("XDSI", "RAW", context(1, CT, IMPLICIT), item(0x50, item(0x51, length)));
    }

    private int answerTo(byte[] bytes) throws IOException {
        try (RawPeer peer = new RawPeer(scp.listener.port())) {
            peer.send(bytes);
            return peer.answer();
        }
    }
}
