package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.Acceptor;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.ListenerSettings;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.StoreRequest;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.config.PacsKeys;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.StudyFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modality sends to the gateway alone, the gateway is killed while it sends on to the PACS, and the PACS gets everything. */
@Tag("integration")
class ForwardingJourneyTest {
    private static final int SLICES = 40;

    @TempDir
    private Path folder;

    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    @Test
    void thePacsGetsAllThoughTheGatewayIsKilledMeanwhile() throws Exception {
        Path sent = folder.resolve("sent");
        new PhantomStudy("FORWARD-1", SLICES, 64, LocalDateTime.of(2024, 1, 2, 3, 4)).write(sent, UUID::randomUUID);
        List<InstanceFile> files =
                StudyFiles.under(List.of(sent)).studies().firstEntry().getValue();
        Path home = Files.createDirectories(folder.resolve("gateway"));
        try (AssociationListener pacs = pacs();
                StartedGateways gateways = new StartedGateways(
                                home,
                                "registry, repository, imaging-source, consumer, assertion-provider, audit-repository")
                        .with(PacsKeys.AE_TITLE.variable(), "PACS")
                        .with(PacsKeys.ADDRESS.variable(), "127.0.0.1:" + pacs.port())
                        .with(PacsKeys.FORWARD.variable(), "images")) {
            Process victim = gateways.start();
            store(gateways.port(Settings.DICOM_PORT), files);
            gateways.await("nothing goes on", () -> taken.size() > 3);
            victim.destroyForcibly().waitFor();
            assertThat(taken).hasSizeBetween(4, files.size() - 1);

            gateways.start();

            gateways.await("not all goes on", () -> taken.size() == files.size());
            gateways.await("something waits", () -> forwarding(gateways).contains("images: 0 waiting, 0 given up"));
        }
    }

    private String forwarding(StartedGateways gateways) throws Exception {
        return CommandLine.xdsi(
                        Files.createDirectories(folder.resolve("looking")), gateways.environment(), "forwarding")
                .printed();
    }

    private static void store(int port, List<InstanceFile> files) throws IOException {
        Set<Pair> pairs = ConcurrentHashMap.newKeySet();
        files.forEach(file -> pairs.add(new Pair(file.sopClassUID(), file.transferSyntaxUID())));
        try (Association association = Association.open(
                ApplicationEntity.of("MODALITY"),
                RemoteEntity.of("XDSI", "127.0.0.1", port),
                PresentationContextPlan.of(pairs))) {
            for (InstanceFile file : files) {
                var image = Part10.read(file.path());
                assertThat(association
                                .store(new StoreOperation(
                                        file.sopClassUID(),
                                        file.sopInstanceUID(),
                                        file.transferSyntaxUID(),
                                        out -> Part10.writeDataSet(out, image.transferSyntax(), image.dataSet())))
                                .isSuccess())
                        .isTrue();
            }
        }
    }

    /** Slow enough to be caught at it. */
    private AssociationListener pacs() throws IOException {
        return AssociationListener.start(
                ListenerSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                new Acceptor(
                        ApplicationEntity.of("PACS"),
                        DeclaredPolicy.storage(new AeTitle("PACS")),
                        DimseServices.storage(this::take),
                        event -> {}));
    }

    private Status take(StoreRequest request) throws IOException {
        request.dataSet().transferTo(OutputStream.nullOutputStream());
        try {
            Thread.sleep(Duration.ofMillis(150));
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
        taken.add(request.sopInstanceUid());
        return Status.SUCCESS;
    }
}
