package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.UserPasscode;
import dev.xdsi.imaging.pacs.Forwarding;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import dev.xdsi.imaging.pacs.PacsSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PACS of another make, by dcmjs-dimse, that opens associations for one user alone (PS3.7 D.3.3.7). */
@Tag("integration")
class DcmjsUserTest {
    private static final String PASSCODE = "Öffne dich 77";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itAsksWhoWeAre(boolean right) throws Exception {
        TestDatabase.empty();
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Path log = folder.resolve("pacs.log");
        Process pacs = new Dcmjs("pacs.cjs", log)
                .start(Map.of("PACS_USER", "Zoë", "PACS_PASSCODE", PASSCODE), String.valueOf(port));
        RemoteEntity entity =
                RemoteEntity.of("PACS", "127.0.0.1", port).as(UserPasscode.of("Zoë", right ? PASSCODE : "geheim-88"));
        try (RunningSource running = new RunningSource(
                folder.resolve("archive"),
                new RunningSource.Partners(new RecordingRepository(), new RecordingRegistry())
                        .before(new PacsSettings(entity, new PacsSettings.Way.Get(), 1 << 20)
                                .with(new Forwarding(Set.of(Kind.AVAILABILITY), Duration.ofHours(1)))),
                SourceScene.START,
                Duration.ofMillis(20))) {
            assertThat(running.store(DataSets.ct(DataSets.STUDY + ".1", DataSets.STUDY + ".1.1"))
                            .isSuccess())
                    .isTrue();
            running.pass(RunningSource.QUIET.plus(Duration.ofSeconds(1)));
            for (int tries = 0; tries < 1_000 && !told(running, log, right); tries++) {
                Thread.sleep(20);
                running.pass(Duration.ofSeconds(10));
            }

            assertThat(told(running, log, right))
                    .as(running.source.attention() + "\n" + Files.readString(log))
                    .isTrue();
            assertThat(Files.readString(log, StandardCharsets.UTF_8))
                    .contains("{\"user\":\"Zoë\",\"type\":2,\"asked\":true}")
                    .doesNotContain("\"user\":null");
            assertThat(running.source.attention().orElse("")).doesNotContain("geheim", "without confirming");
        } finally {
            pacs.destroy();
            assertThat(pacs.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean told(RunningSource running, Path log, boolean right) throws Exception {
        String attention = running.source.attention().orElse("");
        return right
                ? attention.isEmpty() && Files.readString(log).contains("N-CREATE")
                : attention.contains("does not answer C-ECHO")
                        && attention.contains("maybe it does not accept user Zoë");
    }
}
