package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.partner.ImagingPartner;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workstation of another make, dcmjs-dimse, stores, finds and gets over mutual TLS. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class DcmjsViewerTest extends SourceScene {
    private static final String VIEWER = "viewer";

    private DemoCertificates authority;

    @BeforeEach
    void listen() throws Exception {
        authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        NodeIdentity viewer = authority.node(VIEWER);
        running.listen(new NodeTls(authority.node("gateway")));
        running.askers.set(new ImagingPartners(List.of(new ImagingPartner(
                new AeTitle(DimseScu.TITLE),
                new ImagingPartner.Asking(subject(viewer), null, DimseScu.user()),
                null))));
    }

    private static X500Principal subject(NodeIdentity node) {
        return node.certificate().getSubjectX500Principal();
    }

    private String run(Path received, Path own) throws Exception {
        return new Dcmjs("viewer.cjs", folder.resolve("viewer.log"))
                .run(
                        String.valueOf(running.source.dicomPorts().getLast()),
                        authority.keyFile(VIEWER).toString(),
                        authority.certificateFile(VIEWER).toString(),
                        authority.authorityFile().toString(),
                        received.toString(),
                        STUDY,
                        own.toString());
    }

    @Test
    void aStudyComesByteForByteOverMutualTls() throws Exception {
        Attributes plain = DataSets.ct(SERIES, SERIES + ".1");
        running.store(plain);
        byte[] compressed = compressed(SERIES + ".2");
        store(UID.JPEG2000Lossless, SERIES + ".2", compressed);
        Attributes own = DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1");
        Path received = Files.createDirectory(folder.resolve("received"));

        String said = run(received, file(own));

        assertThat(said.lines().toList())
                .containsSubsequence("store 0000", "find 0000", "get 0000 completed 3 failed 0")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("found ")
                        .contains("Müller^Jürg")
                        .endsWith(" 3"))
                .contains(
                        "got " + SERIES + ".1 in " + UID.ExplicitVRLittleEndian,
                        "got " + SERIES + ".2 in " + UID.JPEG2000Lossless,
                        "got " + OTHER_SERIES + ".1 in " + UID.ExplicitVRLittleEndian);
        assertThat(Files.readAllBytes(received.resolve(SERIES + ".1"))).isEqualTo(DataSets.bytes(plain));
        assertThat(Files.readAllBytes(received.resolve(SERIES + ".2"))).isEqualTo(compressed);
        Attributes returned = Part10.readDataSet(
                new ByteArrayInputStream(Files.readAllBytes(received.resolve(OTHER_SERIES + ".1"))),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                ReadOptions.DEFAULT);
        assertThat(returned.string(Tag.PatientName)).contains("Müller^Jürg");
        assertThat(returned.bytes(Tag.PixelData)).isEqualTo(own.bytes(Tag.PixelData));
    }

    private static byte[] compressed(String uid) throws IOException {
        Path sample = Samples.files(Samples.folder("ct-all-transfer-syntaxes")).stream()
                .filter(file -> file.toString().endsWith(UID.JPEG2000Lossless + ".dcm"))
                .findFirst()
                .orElseThrow();
        Attributes image = Part10.read(sample).dataSet();
        DataSets.ct(SERIES, uid).stream()
                .filter(element ->
                        element.tag() != Tag.PixelData && element.tag() != Tag.Rows && element.tag() != Tag.Columns)
                .forEach(image::set);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.writeDataSet(bytes, TransferSyntax.of(UID.JPEG2000Lossless), image);
        return bytes.toByteArray();
    }

    private void store(String syntax, String uid, byte[] dataSet) throws IOException {
        try (Association association = Association.open(
                ApplicationEntity.of("MODALITY"),
                RemoteEntity.of("XDSI", "127.0.0.1", running.dicomPort()),
                PresentationContextPlan.of(List.of(new Pair(UID.CTImageStorage, syntax))))) {
            assertThat(association
                            .store(StoreOperation.of(
                                    UID.CTImageStorage, uid, syntax, new ByteArrayInputStream(dataSet)))
                            .isSuccess())
                    .isTrue();
        }
    }

    private Path file(Attributes image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.write(bytes, FileMeta.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image);
        return Files.write(folder.resolve("own.dcm"), bytes.toByteArray());
    }
}
