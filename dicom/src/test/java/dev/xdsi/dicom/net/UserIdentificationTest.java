package dev.xdsi.dicom.net;

import static dev.xdsi.dicom.net.RawPeer.ABORT;
import static dev.xdsi.dicom.net.RawPeer.ASSOCIATE_AC;
import static dev.xdsi.dicom.net.RawPeer.ASSOCIATE_RJ;
import static dev.xdsi.dicom.net.RawPeer.CT;
import static dev.xdsi.dicom.net.RawPeer.IMPLICIT;
import static dev.xdsi.dicom.net.RawPeer.ascii;
import static dev.xdsi.dicom.net.RawPeer.context;
import static dev.xdsi.dicom.net.RawPeer.item;
import static dev.xdsi.dicom.net.RawPeer.itemClaiming;
import static dev.xdsi.dicom.net.RawPeer.request;
import static dev.xdsi.dicom.net.RawPeer.userInformation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.net.UserIdentification.Result;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.UserItem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** User Identity Negotiation (PS3.7 D.3.3.7) on the wire, put together here byte by byte. */
@Tag("integration")
@Timeout(60)
class UserIdentificationTest {
    private static final AssociationUser ADA = new AssociationUser() {};
    private static final byte[] SERVER_RESPONSE = {0x59, 0, 0, 2, 0, 0};

    private final List<UserItem.UserIdentity> asked = new CopyOnWriteArrayList<>();
    private Supplier<Result> result = Result.Unknown::new;
    private ScpForTests scp;

    @BeforeEach
    void start() throws IOException {
        scp = ScpForTests.identifying(
                (peer, certificate, request) -> {
                    asked.addAll(request.userInformation().all(UserItem.UserIdentity.class));
                    return result.get();
                },
                settings -> settings);
    }

    @AfterEach
    void stop() throws Exception {
        result = Result.Unknown::new;
        assertThat(Wellness.of(scp)).isTrue();
        scp.close();
    }

    private static byte[] identity(int type, int responseRequested, String primary, String secondary) {
        return item(
                0x58,
                new byte[] {(byte) type, (byte) responseRequested},
                new byte[] {(byte) (primary.length() >> 8), (byte) primary.length()},
                ascii(primary),
                new byte[] {(byte) (secondary.length() >> 8), (byte) secondary.length()},
                ascii(secondary));
    }

    private static byte[] associate(byte[]... identity) {
        return request("XDSI", "RAW", context(1, CT, IMPLICIT), userInformation(identity));
    }

    @Test
    void aUserWhoIsProvenIsAnsweredAboutWhereThatWasAskedFor() throws IOException {
        result = () -> new Result.Proven(ADA);
        assertThat(answer(associate(identity(2, 1, "ada", "secret")))).endsWith(SERVER_RESPONSE);
        assertThat(answer(associate(identity(4, 1, "<Assertion/>", "")))).endsWith(SERVER_RESPONSE);
        assertThat(answer(associate(identity(2, 0, "ada", "secret")))).doesNotContain(0x59);
        assertThat(asked)
                .contains(new UserItem.UserIdentity(
                        2,
                        true,
                        new UserItem.Bytes("ada".getBytes(StandardCharsets.US_ASCII)),
                        new UserItem.Bytes("secret".getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void ofAUserWhoIsNotProvenNothingIsSaid() throws IOException {
        assertThat(answer(associate(identity(1, 1, "ada", "")))).doesNotContain(0x59);
        assertThat(answer(associate(identity(5, 1, "e30.e30.", "")))).doesNotContain(0x59);
    }

    @Test
    void whoIsRefusedIsRejected() throws IOException {
        result = () -> new Result.Refused(AssociateReject.USER_NOT_AUTHENTICATED);
        try (RawPeer peer = new RawPeer(scp.listener.port())) {
            peer.send(associate(identity(2, 1, "ada", "wrong")));
            assertThat(peer.answer()).isEqualTo(ASSOCIATE_RJ);
            assertThat(peer.body).containsExactly(0, 1, 2, 1);
        }
        assertThat(scp.events).hasExactlyElementsOfTypes(AssociationEvent.Rejected.class);
        assertThat(scp.events.toString()).doesNotContain("ada", "wrong");
    }

    @Test
    void whoIsTurnedAwayAnywayTriesNoPasscodes() throws IOException {
        try (RawPeer peer = new RawPeer(scp.listener.port())) {
            peer.send(request("PACS", "RAW", context(1, CT, IMPLICIT), userInformation(identity(2, 1, "ada", "x"))));
            assertThat(peer.answer()).isEqualTo(ASSOCIATE_RJ);
            assertThat(peer.body).containsExactly(0, 1, 1, 7);
        }
        try (RawPeer peer = new RawPeer(scp.listener.port())) {
            byte[] tiny = item(0x50, item(0x51, new byte[] {0, 0, 0, 5}), identity(2, 1, "ada", "x"));
            peer.send(request("XDSI", "RAW", context(1, CT, IMPLICIT), tiny));
            assertThat(peer.answer()).isEqualTo(ASSOCIATE_RJ);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void everyOperationKnowsTheUser() throws IOException {
        result = () -> new Result.Proven(ADA);
        try (Association association = Association.open(
                ApplicationEntity.of("RAW"),
                scp.remote(),
                PresentationContextPlan.of(List.of(new PresentationContextPlan.Pair(CT, IMPLICIT))))) {
            assertThat(association.store(new StoreOperation(CT, "1.2.3", IMPLICIT, out -> out.write(new byte[8]))))
                    .isEqualTo(Status.SUCCESS);
        }
        assertThat(scp.received)
                .singleElement()
                .satisfies(got -> assertThat(got.request().peer().user()).isSameAs(ADA));
    }

    private RemoteEntity asUser() {
        return scp.remote().as(UserPasscode.of("Zoë", "geheim-77"));
    }

    @Test
    void weAreAUserOurselves() throws IOException {
        result = () -> new Result.Proven(ADA);
        try (Association association =
                Association.open(ApplicationEntity.of("RAW"), asUser(), PresentationContextPlan.verification())) {
            association.echo();
            assertThat(association.userConfirmed()).isTrue();
        }
        assertThat(asked)
                .containsExactly(new UserItem.UserIdentity(
                        2,
                        true,
                        new UserItem.Bytes("Zoë".getBytes(StandardCharsets.UTF_8)),
                        new UserItem.Bytes("geheim-77".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aPeerThatKnowsNoUsersDoesNotConfirmOurs() throws IOException {
        try (Association association =
                Association.open(ApplicationEntity.of("RAW"), asUser(), PresentationContextPlan.verification())) {
            assertThat(association.userConfirmed()).isFalse();
        }
        result = () -> new Result.Proven(ADA);
        try (Association association =
                Association.open(ApplicationEntity.of("RAW"), scp.remote(), PresentationContextPlan.verification())) {
            assertThat(association.userConfirmed()).isFalse();
        }
    }

    @Test
    void aRejectionSaysThatItMayBeTheUserAndNothingOfThePasscode() {
        result = () -> new Result.Refused(AssociateReject.USER_NOT_AUTHENTICATED);
        assertThatThrownBy(() ->
                        Association.open(ApplicationEntity.of("RAW"), asUser(), PresentationContextPlan.verification()))
                .isInstanceOf(AssociationRejected.class)
                .hasMessageContaining("maybe it does not accept user Zoë")
                .hasMessageNotContaining("geheim");
        result = () -> new Result.Refused(AssociateReject.TEMPORARY_CONGESTION);
        assertThatThrownBy(() ->
                        Association.open(ApplicationEntity.of("RAW"), asUser(), PresentationContextPlan.verification()))
                .hasMessageNotContaining("Zoë");
        assertThat(asUser().toString() + asUser().user()).doesNotContain("geheim", "bytes");
    }

    /** The name of the host may lead elsewhere than when it was configured. */
    @Test
    void noPasscodeGoesOverAnOpenNetwork() {
        SocketFactory elsewhere = new SocketsElsewhere();
        RemoteEntity remote = new RemoteEntity(asUser().title(), "127.0.0.1", asUser().port(), elsewhere);

        assertThatThrownBy(() -> Association.open(
                        ApplicationEntity.of("RAW"),
                        remote.as(asUser().user()),
                        PresentationContextPlan.verification()))
                .hasMessageContaining("over TLS alone")
                .hasMessageNotContaining("geheim");
        assertThat(asked).isEmpty();
    }

    /** Sockets that say they are connected to another machine. */
    private static final class SocketsElsewhere extends SocketFactory {
        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public InetAddress getInetAddress() {
                    try {
                        return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
                    } catch (UnknownHostException impossible) {
                        throw new AssertionError(impossible);
                    }
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    /** A hash that is made slowly, and a turn that is waited for, are not the peer's fault. */
    @Test
    void thePeerIsNotCountedOutWhileItsUserIsLookedFor() throws IOException {
        result = () -> {
            try {
                Thread.sleep(ScpForTests.IMPATIENT.negotiation().plusMillis(1000));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new Result.Proven(ADA);
        };
        assertThat(answer(associate(identity(2, 1, "ada", "secret")))).endsWith(SERVER_RESPONSE);
    }

    @Test
    void anIdentityThatIsNotAsLongAsItSaysIsNone() throws IOException {
        byte[] primary = {2, 1, 0, 9, 'a', 'd', 'a', 0, 0};
        byte[] secondary = {2, 1, 0, 3, 'a', 'd', 'a', 0, 9, 'x'};
        byte[] largest = new byte[0xFFFF - 60];
        largest[0] = 4;
        largest[2] = (byte) 0xFF;
        largest[3] = (byte) 0xFF;
        for (byte[] lie : List.of(
                item(0x58, primary),
                item(0x58, secondary),
                item(0x58),
                item(0x58, new byte[] {2}),
                item(0x58, new byte[] {2, 1, 0}),
                item(0x58, new byte[] {2, 1, 0, 1, 'a'}),
                itemClaiming(0x58, 0xFFFF, new byte[] {2, 1, 0, 0, 0, 0}),
                item(0x58, largest))) {
            try (RawPeer peer = new RawPeer(scp.listener.port())) {
                peer.send(associate(lie));
                assertThat(peer.answer()).isEqualTo(ABORT);
            }
        }
        assertThat(asked).isEmpty();
    }

    private byte[] answer(byte[] request) throws IOException {
        try (RawPeer peer = new RawPeer(scp.listener.port())) {
            peer.send(request);
            assertThat(peer.answer()).isEqualTo(ASSOCIATE_AC);
            return peer.body;
        }
    }
}
