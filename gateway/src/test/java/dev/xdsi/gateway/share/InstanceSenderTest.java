package dev.xdsi.gateway.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are sent ahead of their answers: each is told of by its own answer, and arrives whole. */
class InstanceSenderTest {
    private static final String SERIES = "1.2.826.0.1.3680043.9.1.1";
    private static final String REFUSED = SERIES + ".7";

    @TempDir
    private Path folder;

    private final Map<String, String> stored = new ConcurrentHashMap<>();

    private AssociationListener listener() throws IOException {
        return AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Acceptor(
                        ApplicationEntity.of("XDSI"),
                        DeclaredPolicy.storage(new AeTitle("XDSI")),
                        DimseServices.storage(request -> {
                            Attributes dataSet = Part10.readDataSet(
                                    new ByteArrayInputStream(request.dataSet().readAllBytes()),
                                    TransferSyntax.of(request.transferSyntax()),
                                    ReadOptions.DEFAULT);
                            stored.put(request.sopInstanceUid(), dataSet.string(Tag.SOPInstanceUID, ""));
                            return request.sopInstanceUid().equals(REFUSED) ? Status.OUT_OF_RESOURCES : Status.SUCCESS;
                        }),
                        event -> {}));
    }

    private InstanceFile file(int number) throws IOException {
        Attributes image = new Attributes()
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, SERIES + "." + number)
                .setString(Tag.StudyInstanceUID, "1.2.826.0.1.3680043.9.1")
                .setString(Tag.SeriesInstanceUID, SERIES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.write(bytes, FileMeta.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image);
        return InstanceFile.read(Files.write(folder.resolve(number + ".dcm"), bytes.toByteArray()));
    }

    @Test
    void eachIsToldOfByItsOwnAnswer() throws Exception {
        List<InstanceFile> files = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            files.add(file(i));
        }
        List<InstanceFile> sent = new ArrayList<>();
        try (AssociationListener listener = listener()) {
            Map<InstanceFile, String> refused = new InstanceSender(
                            ApplicationEntity.of("SENDER"), RemoteEntity.of("XDSI", "127.0.0.1", listener.port()))
                    .send(files, sent::add);

            assertThat(refused).containsExactly(Map.entry(files.get(6), Status.OUT_OF_RESOURCES.toString()));
        }
        assertThat(sent).hasSize(49).doesNotContain(files.get(6));
        assertThat(stored)
                .hasSize(50)
                .allSatisfy((named, within) -> assertThat(within).isEqualTo(named));
    }
}
