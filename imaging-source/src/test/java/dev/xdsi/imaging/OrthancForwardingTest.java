package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.imaging.forward.Undelivered;
import dev.xdsi.imaging.pacs.Forwarding;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import dev.xdsi.imaging.pacs.PacsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orthanc as the PACS to which images go on, and which commits to their storage. */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class OrthancForwardingTest {
    private static final String SERIES = DataSets.STUDY + ".1";

    @TempDir
    Path folder;

    private Orthanc orthanc;
    private RunningSource running;

    @BeforeEach
    void start() throws Exception {
        TestDatabase.empty();
        orthanc = new Orthanc(folder.resolve("orthanc"));
        running = new RunningSource(
                folder,
                new RunningSource.Partners(new RecordingRepository(), new RecordingRegistry())
                        .before(new PacsSettings(
                                        RemoteEntity.of(Orthanc.TITLE, "127.0.0.1", orthanc.dicom),
                                        new PacsSettings.Way.Get(),
                                        1 << 20)
                                .with(new Forwarding(Set.of(Kind.IMAGES, Kind.COMMITMENT), Duration.ofHours(1)))),
                SourceScene.START,
                Duration.ofMillis(20));
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        orthanc.close();
    }

    private Undelivered undelivered(Kind kind) {
        return Objects.requireNonNull(running.source.undelivered().get(kind));
    }

    @Test
    void whatIsStoredWhileItIsAwayIsThereAndCommittedToWhenItIsBack() throws Exception {
        for (int number = 1; number <= 3; number++) {
            assertThat(running.store(DataSets.ct(SERIES, SERIES + "." + number)).isSuccess())
                    .isTrue();
        }
        assertThat(undelivered(Kind.IMAGES).waiting()).isEqualTo(3);

        orthanc.start(running);

        for (int tries = 0;
                tries < 1_500
                        && undelivered(Kind.IMAGES).waiting()
                                        + undelivered(Kind.COMMITMENT).waiting()
                                > 0;
                tries++) {
            Thread.sleep(40);
            if (undelivered(Kind.IMAGES).waiting() > 0) {
                running.pass(Duration.ofSeconds(20));
            }
        }
        assertThat(undelivered(Kind.IMAGES)).isEqualTo(Undelivered.NOTHING);
        assertThat(undelivered(Kind.COMMITMENT)).as(orthanc.log()).isEqualTo(Undelivered.NOTHING);
        assertThat(orthanc.get("/instances").split("\"")).hasSize(7);
    }
}
