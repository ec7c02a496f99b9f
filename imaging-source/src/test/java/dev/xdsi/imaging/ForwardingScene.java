package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.imaging.forward.Undelivered;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running source before a PACS to which something goes on. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
abstract class ForwardingScene {
    static final String STUDY = DataSets.STUDY;
    static final String SERIES = STUDY + ".1";

    @TempDir
    Path folder;

    ReceivingPacs pacs;
    RunningSource running;

    @BeforeEach
    void start() throws Exception {
        TestDatabase.empty();
        pacs = new ReceivingPacs();
        pacs.open();
        running = source(SourceScene.START);
    }

    abstract Kind[] kinds();

    private RunningSource source(Instant now) throws Exception {
        return new RunningSource(
                folder,
                new RunningSource.Partners(new RecordingRepository(), new RecordingRegistry())
                        .before(pacs.settings(kinds())),
                now,
                Duration.ofMillis(20));
    }

    void restart() throws Exception {
        restart(() -> {});
    }

    /** What is done while nothing runs. */
    @FunctionalInterface
    interface Meanwhile {
        void happens() throws Exception;
    }

    void restart(Meanwhile meanwhile) throws Exception {
        running.close();
        meanwhile.happens();
        running = source(running.now.get());
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        pacs.close();
    }

    static Attributes image(int number) {
        return DataSets.ct(SERIES, uid(number));
    }

    static String uid(int number) {
        return SERIES + "." + number;
    }

    Undelivered undelivered(Kind kind) {
        return Objects.requireNonNull(running.source.undelivered().get(kind));
    }

    static void awaitTrue(BooleanSupplier condition) throws Exception {
        for (int tries = 0; tries < 1_500 && !condition.getAsBoolean(); tries++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** The same while time goes by. */
    void awaitLater(BooleanSupplier condition) throws Exception {
        for (int tries = 0; tries < 1_500 && !condition.getAsBoolean(); tries++) {
            Thread.sleep(20);
            running.pass(Duration.ofSeconds(20));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** A record that says all of this, soon. */
    void awaitRecord(String... words) throws Exception {
        for (int tries = 0; tries < 1_500 && records().stream().noneMatch(record -> saysAll(record, words)); tries++) {
            Thread.sleep(20);
        }
        assertThat(records()).anySatisfy(record -> assertThat(record).contains(words));
    }

    private static boolean saysAll(String record, String... words) {
        return List.of(words).stream().allMatch(record::contains);
    }

    List<String> records() throws java.io.IOException {
        return running.audit.read(0, 1000).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }
}
