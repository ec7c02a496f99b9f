package dev.xdsi.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.partner.CallerRule;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.partner.UserDemand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomPartnersFileTest {
    private static final SocketFactory TLS = SSLSocketFactory.getDefault();

    @TempDir
    Path folder;

    @Test
    void theExampleBelievesATitleByItsCertificateOrItsAddressAndNobodyElse() throws IOException {
        ImagingPartners partners = read(PartnersFile.example());

        assertThat(partners.mayAsk(peer("PACS_SOUTH", "192.0.2.17", null))).isTrue();
        assertThat(partners.mayAsk(peer("PACS_SOUTH", "192.0.2.18", null))).isFalse();
        assertThat(partners.mayAsk(peer("PACS_SOUTH", "192.0.2.18", "cn=PACS, o=Hospital South")))
                .isTrue();
        assertThat(partners.mayAsk(peer("PACS_SOUTH", "192.0.2.17", "CN=other")))
                .as("an address does not make good for a certificate")
                .isFalse();
        assertThat(partners.mayAsk(peer("OTHER", "192.0.2.17", "CN=pacs,O=Hospital South")))
                .isFalse();
    }

    @Test
    void itAsksInTheNameOfWhoIsSaidToStandBehindIt() throws IOException {
        var caller = read(PartnersFile.example()).caller(peer("PACS_SOUTH", "192.0.2.17", null));

        assertThat(caller).hasValueSatisfying(asking -> {
            assertThat(asking.node().userId()).isEqualTo("PACS_SOUTH");
            assertThat(asking.user()).isNotNull().satisfies(user -> {
                assertThat(user.affiliation().organizationId()).isEqualTo("urn:oid:1.2.3.4.5");
                assertThat(user.affiliation().roles())
                        .extracting(role -> role.code())
                        .containsExactly("309343006");
                assertThat(user.intent().emergencyReason()).isNull();
            });
        });
    }

    @Test
    void whatIsSaidOfItsUsersCountsForItAlone() throws IOException {
        ImagingPartners partners = read("dicom: [{ae-title: A, address: 192.0.2.1, user-identity: required},"
                + " {ae-title: B, address: 192.0.2.1},"
                + " {ae-title: C, address: 192.0.2.1, may: [store], user-identity: off}]");

        assertThat(partners.demand(peer("A", "192.0.2.1", null))).isEqualTo(UserDemand.REQUIRED);
        assertThat(partners.demand(peer("A", "192.0.2.2", null))).isEqualTo(UserDemand.ACCEPTED);
        assertThat(partners.demand(peer("B", "192.0.2.1", null))).isEqualTo(UserDemand.ACCEPTED);
        assertThat(partners.demand(peer("C", "192.0.2.1", null)))
                .as("of one that stores alone")
                .isEqualTo(UserDemand.OFF);
        assertThat(partners.caller(peer("A", "192.0.2.1", null)))
                .as("nobody is proven")
                .isEmpty();
        assertThat(partners.caller(peer("B", "192.0.2.1", null))).isPresent();
    }

    @Test
    void itIsSentToWhereItTakesIt() throws IOException {
        RemoteEntity destination =
                read(PartnersFile.example()).destination("PACS_SOUTH").orElseThrow();

        assertThat(destination.host()).isEqualTo("pacs.south.example");
        assertThat(destination.port()).isEqualTo(2762);
        assertThat(destination.sockets()).isSameAs(TLS);
        assertThat(read("dicom: [{ae-title: A, send-to: 'a:104'}]").mayAsk(peer("A", "192.0.2.17", null)))
                .as("who takes images may not ask for them")
                .isFalse();
        assertThat(read("dicom: [{ae-title: A, address: 192.0.2.1}]").destination("A"))
                .isEmpty();
    }

    @Test
    void whoMayStoreIsSaidForEach() throws IOException {
        ImagingPartners partners = read(PartnersFile.example());

        assertThat(partners.mayStore(peer("CT1", "192.0.2.31", null))).isTrue();
        assertThat(partners.mayAsk(peer("CT1", "192.0.2.31", null))).isFalse();
        assertThat(partners.mayStore(peer("CT1", "192.0.2.32", null))).isFalse();
        assertThat(partners.mayCall(peer("CT1", "192.0.2.32", null))).isFalse();
        assertThat(partners.mayStore(peer("CT1", "192.0.2.31", "CN=pacs,O=Hospital South")))
                .as("over TLS a certificate counts")
                .isFalse();
        assertThat(partners.mayCall(peer("PACS_SOUTH", "192.0.2.17", null))).isTrue();
        assertThat(partners.mayStore(peer("PACS_SOUTH", "192.0.2.17", null))).isFalse();
    }

    @Test
    void strangersMayStoreUntilSomebodyIsListed() throws IOException {
        AssociationPeer stranger = peer("STRANGER", "192.0.2.99", null);
        String asker = "dicom: [{ae-title: A, address: 192.0.2.1}]";
        String storer = "dicom: [{ae-title: A, address: 192.0.2.1, may: [query, store]}]";

        assertThat(read(asker).mayStore(stranger)).isTrue();
        assertThat(read(storer).mayCall(stranger)).isFalse();
        assertThat(read(asker, CallerRule.KNOWN).mayCall(stranger)).isFalse();
        assertThat(read(storer, CallerRule.ANY).mayStore(stranger)).isTrue();
    }

    @Test
    void whoTakesImagesIsSomebodyWhereItIsSaid() throws IOException {
        ImagingPartners partners = read("dicom: [{ae-title: A, send-to: 'a:104', organization-id: 'urn:oid:1.2'},"
                + " {ae-title: B, send-to: 'b:104'}, {ae-title: C, send-to: 'c:104', address: 192.0.2.1}]");

        assertThat(receiver(partners, "A")).contains("urn:oid:1.2");
        assertThat(partners.mayAsk(peer("A", "192.0.2.1", null))).isFalse();
        assertThat(partners.receiver(partners.destination("B").orElseThrow())).isEmpty();
        assertThat(partners.receiver(partners.destination("C").orElseThrow())).isPresent();
    }

    private static Optional<String> receiver(ImagingPartners partners, String title) {
        return partners.receiver(partners.destination(title).orElseThrow())
                .flatMap(caller -> Optional.ofNullable(caller.user()))
                .flatMap(user -> Optional.ofNullable(user.affiliation().organizationId()));
    }

    @Test
    void withoutAListNobodyMayAnything() throws IOException {
        assertThat(read("communities: []\n").mayAsk(peer("PACS_SOUTH", "192.0.2.17", null)))
                .isFalse();
        assertThat(new DicomPartnersFile(folder.resolve("none"), TLS, UserDemand.ACCEPTED, CallerRule.ONCE_LISTED)
                        .read()
                        .destination("A"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dicom: all",
                "dicom: [{subject: CN=a}]",
                "dicom: [{ae-title: A, subject: a}]",
                "dicom: [{ae-title: MORE_THAN_SIXTEEN_LETTERS}]",
                "dicom: [{ae-title: A, send-to: a}]",
                "dicom: [{ae-title: A, send-to: 'a:0x'}]",
                "dicom: [{ae-title: A, send-to: 'a:104', tls: perhaps}]",
                "dicom: [{ae-title: A, address: 192.0.2.1, roles: doctor}]",
                "dicom: [{ae-title: A, address: 192.0.2.1, roles: [doctor]}]",
                "dicom: [{ae-title: A, address: 192.0.2.1, user-identity: perhaps}]",
                "dicom: [{ae-title: A, send-to: 'a:104', user-identity: off}]",
                "dicom: [{ae-title: A, address: 192.0.2.1, may: store}]",
                "dicom: [{ae-title: A, address: 192.0.2.1, may: []}]",
                "dicom: [{ae-title: A, address: 192.0.2.1, may: [reject]}]",
                "dicom: [{ae-title: A, send-to: 'a:104', may: [store]}]",
                "dicom: [{ae-title: A, colour: red}]",
                "dicom: [{ae-title: A}, {ae-title: A}]",
                "dicom: ["
            })
    void whatIsNoAgreementIsNone(String text) {
        assertThatIOException().isThrownBy(() -> read(text)).withMessageContaining("partners.yaml");
    }

    private static AssociationPeer peer(String title, String address, @Nullable String subject) {
        return new AssociationPeer(
                new AeTitle(title),
                new AeTitle("XDSI"),
                new InetSocketAddress(InetAddress.ofLiteral(address), 40000),
                subject == null ? null : new X500Principal(subject));
    }

    private ImagingPartners read(String text) throws IOException {
        return read(text, CallerRule.ONCE_LISTED);
    }

    private ImagingPartners read(String text, CallerRule callers) throws IOException {
        Path file = Files.writeString(folder.resolve("partners.yaml"), text);
        return new DicomPartnersFile(file, TLS, UserDemand.ACCEPTED, callers).read();
    }
}
