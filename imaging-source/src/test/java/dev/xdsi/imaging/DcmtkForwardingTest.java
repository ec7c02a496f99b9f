package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.imaging.forward.Undelivered;
import dev.xdsi.imaging.pacs.Forwarding;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import dev.xdsi.imaging.pacs.PacsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK's storescp as the PACS to which images go on. */
@Tag("integration")
class DcmtkForwardingTest {
    private static final String SERIES = DataSets.STUDY + ".1";

    @TempDir
    private Path folder;

    @Test
    void onlyImplicitIsTakenAndSoItIsSent() throws Exception {
        TestDatabase.empty();
        int port = freePort();
        Path received = Files.createDirectory(folder.resolve("received"));
        Process storescp = storescp("+xi", "-aet", "PACS", "-od", received.toString(), String.valueOf(port));
        try (RunningSource running = new RunningSource(
                folder.resolve("archive"),
                new RunningSource.Partners(new RecordingRepository(), new RecordingRegistry())
                        .before(new PacsSettings(
                                        RemoteEntity.of("PACS", "127.0.0.1", port), new PacsSettings.Way.Get(), 1 << 20)
                                .with(new Forwarding(Set.of(Kind.IMAGES), Duration.ofHours(1)))),
                SourceScene.START,
                Duration.ofMillis(20))) {
            Attributes image = DataSets.ct(SERIES, SERIES + ".1");
            assertThat(running.store(image).isSuccess()).isTrue();

            for (int tries = 0;
                    tries < 1_000
                            && !Undelivered.NOTHING.equals(
                                    running.source.undelivered().get(Kind.IMAGES));
                    tries++) {
                Thread.sleep(20);
                running.pass(Duration.ofSeconds(10));
            }
            assertThat(running.source.undelivered()).containsEntry(Kind.IMAGES, Undelivered.NOTHING);
            DicomFile file = Part10.read(files(received).getFirst());
            assertThat(file.transferSyntax().uid()).isEqualTo(UID.ImplicitVRLittleEndian);
            assertThat(DataSets.bytes(file.dataSet())).isEqualTo(DataSets.bytes(image));
        } finally {
            storescp.destroy();
            assertThat(storescp.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process storescp(String... arguments) throws IOException {
        try {
            return new ProcessBuilder(Stream.concat(Stream.of("storescp"), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("storescp.log").toFile())
                    .start();
        } catch (IOException absent) {
            Samples.missing("DCMTK is not installed: " + absent.getMessage());
            throw absent;
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
