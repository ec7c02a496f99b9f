package dev.xdsi.imaging.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.UserIdentification.Result;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserInformation;
import dev.xdsi.dicom.net.pdu.UserItem;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.UserIdentity;
import dev.xdsi.imaging.KnownUsers;
import dev.xdsi.imaging.partner.CallerRule;
import dev.xdsi.imaging.partner.ImagingPartner;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.partner.ProvenUser;
import dev.xdsi.imaging.partner.UserDemand;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.transaction.Caller;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiatedUsersTest {
    private static final Caller.User WARD = new Caller.User(
            new Caller.Identity("WARD", "dicom", "WARD", null), Caller.Affiliation.UNKNOWN, Caller.Intent.NONE);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HERE = "127.0.0.1";
    private static final String THERE = "192.0.2.7";

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final KnownUsers users = new KnownUsers(now::get);
    private @Nullable X509Certificate certificate;

    private Result identify(UserDemand demand, String from, String sopClass, UserItem... items) {
        return new NegotiatedUsers(users, () -> partners(demand, null), URI.create("dicom://here:104"))
                .identify(peer(from), certificate, request(sopClass, items));
    }

    private Result identify(UserItem... items) {
        return identify(UserDemand.ACCEPTED, HERE, UID.CTImageStorage, items);
    }

    private static ImagingPartners partners(UserDemand demand, @Nullable UserDemand ofWard) {
        return new ImagingPartners(
                List.of(new ImagingPartner(
                        new AeTitle("WARD"), new ImagingPartner.Asking(null, HERE, WARD, ofWard), null)),
                demand,
                CallerRule.ONCE_LISTED);
    }

    private static AssociationPeer peer(String from) {
        return new AssociationPeer(
                new AeTitle("WARD"),
                new AeTitle("XDSI"),
                new InetSocketAddress(InetAddress.ofLiteral(from), 40_000),
                null);
    }

    private static AssociateRequest request(String sopClass, UserItem... items) {
        return new AssociateRequest(
                new AeTitle("XDSI"),
                new AeTitle("WARD"),
                List.of(new ProposedContext(1, sopClass, List.of(UID.ImplicitVRLittleEndian))),
                UserInformation.of(items));
    }

    private static UserIdentity identity(int type, String primary, String secondary) {
        return identity(type, primary.getBytes(StandardCharsets.UTF_8), secondary.getBytes(StandardCharsets.UTF_8));
    }

    private static UserIdentity identity(int type, byte[] primary, byte[] secondary) {
        return new UserIdentity(type, true, new Bytes(primary), new Bytes(secondary));
    }

    private static UserIdentity ada() {
        return identity(2, "ada", KnownUsers.PASSCODE);
    }

    private static String name(Result result) {
        return result instanceof Result.Proven(ProvenUser user)
                ? user.user().identity().id()
                : result.getClass().getSimpleName();
    }

    private void assertRefused(Result result, String why) {
        assertThat(result).isEqualTo(new Result.Refused(AssociateReject.USER_NOT_AUTHENTICATED));
        assertThat(users.refused)
                .isNotEmpty()
                .last()
                .asString()
                .startsWith("WARD: ")
                .contains(why);
    }

    @Test
    void aPasscodeAndAnAssertionProveAUser() {
        assertThat(name(identify(ada()))).isEqualTo("ada");
        assertThat(name(identify(identity(4, "<signed>grace\n", "")))).isEqualTo("grace");
        assertThat(users.presented).allSatisfy(how -> {
            assertThat(how.from().userId()).isEqualTo("WARD");
            assertThat(how.at()).hasToString("dicom://here:104");
        });
    }

    @Test
    void whatProvesNothingIsNoUser() {
        assertThat(identify(identity(2, "ada", "wrong")))
                .isEqualTo(new Result.Refused(AssociateReject.USER_NOT_AUTHENTICATED));
        assertThat(identify(identity(4, "<unsigned>", "")))
                .isEqualTo(new Result.Refused(AssociateReject.USER_NOT_AUTHENTICATED));
        assertThat(identify(identity(2, "many", "x")))
                .isEqualTo(new Result.Refused(AssociateReject.TEMPORARY_CONGESTION));
        assertThat(identify(identity(2, "elsewhere", "x"))).isEqualTo(new Result.Unknown());
        assertThat(users.refused).as("on record already").isEmpty();
    }

    @Test
    void whoCannotBeAskedAboutNowComesAgain() {
        users.breakDown();
        assertThat(identify(ada())).isEqualTo(new Result.Refused(AssociateReject.TEMPORARY_CONGESTION));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void aNameAloneATicketAndAWebTokenAreNobody(int type) {
        assertThat(identify(identity(type, "ada", ""))).isEqualTo(new Result.Unknown());
        assertThat(users.presented).isEmpty();
        assertRefused(
                identify(
                        UserDemand.REQUIRED,
                        HERE,
                        UID.StudyRootQueryRetrieveInformationModelFind,
                        identity(type, "ada", "")),
                "proven");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 255})
    void aTypeThatThereIsNotIsRefused(int type) {
        assertRefused(identify(identity(type, "ada", KnownUsers.PASSCODE)), "type");
    }

    @Test
    void whatIsNotInOrderIsRefusedBeforeAnybodyIsAsked() {
        byte[] latin1 = "j\u00fcrg".getBytes(StandardCharsets.ISO_8859_1);
        byte[] ascii = "x".getBytes(StandardCharsets.US_ASCII);
        assertRefused(identify(ada(), ada()), "more than one");
        assertRefused(identify(ada(), identity(1, "ada", "")), "more than one");
        assertRefused(identify(identity(2, "", "x")), "empty");
        assertRefused(identify(identity(2, "ada", "")), "empty");
        assertRefused(identify(identity(4, "", "")), "empty");
        assertRefused(identify(identity(2, latin1, ascii)), "UTF-8");
        assertRefused(identify(identity(2, ascii, latin1)), "UTF-8");
        assertRefused(identify(identity(4, latin1, ascii)), "UTF-8");
        for (String name : List.of("ada\u0000", "a\nda", "ada\uffff", "\u001b[31m")) {
            assertRefused(identify(identity(2, name, "x")), "no text");
        }
        assertThat(users.presented).isEmpty();
    }

    @Test
    void nothingSecretTravelsWithoutTls(@TempDir Path folder) throws Exception {
        for (UserIdentity secret : List.of(ada(), identity(4, "<signed>ada", ""))) {
            assertRefused(identify(UserDemand.ACCEPTED, THERE, UID.CTImageStorage, secret), "TLS");
        }
        assertThat(users.presented).isEmpty();

        certificate = new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom())
                .node("ward")
                .certificate();
        assertThat(name(identify(UserDemand.ACCEPTED, THERE, UID.CTImageStorage, ada())))
                .isEqualTo("ada");
        assertThat(users.presented)
                .singleElement()
                .satisfies(how -> assertThat(how.certificate()).isSameAs(certificate));
    }

    @Test
    void aUserIsDemandedOfWhoAsksAndOfNobodyElse() {
        String find = UID.StudyRootQueryRetrieveInformationModelFind;
        assertRefused(identify(UserDemand.REQUIRED, HERE, find), "proven");
        assertThat(name(identify(UserDemand.REQUIRED, HERE, find, ada()))).isEqualTo("ada");
        assertThat(identify(UserDemand.REQUIRED, HERE, UID.CTImageStorage)).isEqualTo(new Result.Unknown());
        assertThat(identify(UserDemand.REQUIRED, THERE, find))
                .as("who is not offered Query/Retrieve may store besides")
                .isEqualTo(new Result.Unknown());
    }

    @ParameterizedTest
    @EnumSource(UserDemand.class)
    void whatWasAgreedWithOneCountsBeforeTheRule(UserDemand rule) {
        assertThat(partners(rule, UserDemand.OFF).demand(peer(HERE))).isEqualTo(UserDemand.OFF);
        assertThat(partners(rule, null).demand(peer(HERE))).isEqualTo(rule);
        assertThat(partners(rule, UserDemand.OFF).demand(peer(THERE)))
                .as("another of that title")
                .isEqualTo(rule);
    }

    @Test
    void offMeansThatNobodyLooks() {
        assertThat(identify(UserDemand.OFF, HERE, UID.CTImageStorage, ada(), ada()))
                .isEqualTo(new Result.Unknown());
        assertThat(users.presented).isEmpty();
    }

    @Test
    void whoIsProvenAsksInHisOwnNameAsLongAsThatHolds() {
        ImagingPartners partners = partners(UserDemand.ACCEPTED, null);
        ProvenUser ada = (ProvenUser) ((Result.Proven) identify(ada())).user();
        AssociationPeer proven = new AssociationPeer(
                new AeTitle("WARD"),
                new AeTitle("XDSI"),
                new InetSocketAddress(InetAddress.ofLiteral(HERE), 40_000),
                null,
                ada);

        assertThat(partners.caller(proven)).hasValueSatisfying(caller -> {
            assertThat(caller.user()).isSameAs(ada.user());
            assertThat(caller.assertion()).isSameAs(ada.assertion());
        });
        assertThat(partners.caller(peer(HERE)))
                .hasValueSatisfying(caller -> assertThat(caller.user()).isEqualTo(WARD));
        assertThat(partners(UserDemand.REQUIRED, null).caller(peer(HERE))).isEmpty();

        now.set(START.plus(KnownUsers.LIFETIME));
        assertThat(partners.caller(proven)).as("not as the node either").isEmpty();
        assertThat(ImagingPartners.sender(proven).user()).as("for the record").isSameAs(ada.user());
        assertThat(proven.toString()).doesNotContain("ada");
    }
}
