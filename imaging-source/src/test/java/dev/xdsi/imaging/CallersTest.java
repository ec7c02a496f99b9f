package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.partner.ImagingPartner;
import dev.xdsi.imaging.partner.ImagingPartner.Asking;
import dev.xdsi.imaging.partner.ImagingPartner.Service;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** Who may associate, and store, where it was agreed with some. */
@org.junit.jupiter.api.Tag("integration")
class CallersTest extends SourceScene {
    private static final PresentationContextPlan PLAN = PresentationContextPlan.of(List.of(
            new Pair(UID.CTImageStorage, UID.ExplicitVRLittleEndian),
            new Pair(UID.ModalityPerformedProcedureStep, UID.ExplicitVRLittleEndian)));

    private static ImagingPartner at(String title, String address, Service... may) {
        return new ImagingPartner(new AeTitle(title), new Asking(null, address, DimseScu.user()), null, Set.of(may));
    }

    private void agreedWith(ImagingPartner... partners) {
        ImagingPartners agreed = new ImagingPartners(List.of(partners));
        running.askers.set(agreed);
    }

    private String recorded() {
        return running.audit.read(0, 100).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private Association associate(String title) throws IOException {
        return Association.open(
                ApplicationEntity.of(title), RemoteEntity.of("XDSI", "127.0.0.1", running.dicomPort()), PLAN);
    }

    @Test
    void strangersAreTurnedAwayOnceItIsKnownWhoStores() throws Exception {
        agreedWith(at("CT1", "127.0.0.1", Service.STORE), at("CT2", "192.0.2.31", Service.STORE));

        for (String stranger : List.of("MODALITY", "CT2")) {
            assertThatThrownBy(() -> associate(stranger))
                    .as(stranger)
                    .hasMessageContaining("calling AE title not recognized");
        }
        assertThat(recorded()).contains("MODALITY", "dicom.callers");
        try (Association association = associate("CT1")) {
            assertThat(RunningSource.store(association, DataSets.ct(SERIES, SERIES + ".1"))
                            .isSuccess())
                    .isTrue();
        }
    }

    @Test
    void whoMayOnlyAskStoresNothing() throws Exception {
        agreedWith(at("CT1", "127.0.0.1", Service.STORE), at(DimseScu.TITLE, "127.0.0.1", Service.QUERY));

        try (Association association = associate(DimseScu.TITLE)) {
            assertThat(association.context(UID.ModalityPerformedProcedureStep, UID.ExplicitVRLittleEndian))
                    .isEmpty();
            assertThat(RunningSource.store(association, DataSets.ct(SERIES, SERIES + ".1"))
                            .code())
                    .isEqualTo(0x0124);
        }
        assertThat(recorded()).contains("NOT_AUTHORIZED");
        assertThat(running.publication(STUDY)).doesNotContain("state");
    }

    @Test
    void overTlsTheCertificateSaysWhoItIs() throws Exception {
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        NodeTls ct = new NodeTls(authority.node("ct"));
        NodeTls other = new NodeTls(authority.node("other"));
        running.listen(new NodeTls(authority.node("gateway")));
        X500Principal subject = ct.identity().certificate().getSubjectX500Principal();
        agreedWith(new ImagingPartner(
                new AeTitle("CT1"), new Asking(subject, null, DimseScu.user()), null, Set.of(Service.STORE)));

        try (Association association = overTls(ct)) {
            assertThat(RunningSource.store(association, DataSets.ct(SERIES, SERIES + ".1"))
                            .isSuccess())
                    .isTrue();
        }
        assertThatThrownBy(() -> overTls(other)).hasMessageContaining("calling AE title not recognized");
        assertThatThrownBy(() -> associate("CT1"))
                .as("without TLS an address counts")
                .hasMessageContaining("calling AE title not recognized");
    }

    private Association overTls(NodeTls node) throws IOException {
        SocketFactory sockets = node.context().getSocketFactory();
        int port = running.source.dicomPorts().get(1);
        return Association.open(
                ApplicationEntity.of("CT1"), new RemoteEntity(new AeTitle("XDSI"), "127.0.0.1", port, sockets), PLAN);
    }
}
