package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Imaging Document Source is killed again and again while four associations store into it. What was acknowledged is there, whole and
 * once; what was not is there whole, or not at all; and nothing remains of what was half-done. {@code -Dxdsi.kills=100} is the long form.
 */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class KilledArchiveTest {
    private static final Logger LOG = LoggerFactory.getLogger(KilledArchiveTest.class);
    private static final int KILLS = Integer.getInteger("xdsi.kills", 5);
    private static final int ASSOCIATIONS = 4;
    private static final int LONGEST_LIFE_MILLIS = 700;

    @TempDir
    Path folder;

    StartedGateways gateways;
    private InstanceLedger ledger;

    @BeforeEach
    void configure() throws Exception {
        gateways = new StartedGateways(folder, "registry, repository, imaging-source");
        keepImages();
        ledger = new InstanceLedger(
                RemoteEntity.of("XDSI", "127.0.0.1", gateways.port(Settings.DICOM_PORT)), gateways.ihe(), folder);
    }

    @AfterEach
    void stop() throws Exception {
        gateways.close();
    }

    /** Where instances are kept: in files. */
    void keepImages() throws Exception {}

    /** How many there are. */
    long kept() throws IOException {
        return files(gateways.data().resolve("instances/instances"));
    }

    @Test
    void whatWasStoredIsThereOnceAndWhole() throws Exception {
        long seed = Long.getLong("xdsi.seed", System.nanoTime());
        LOG.info("-Dxdsi.seed={}", seed);
        Random random = new Random(seed);

        for (int i = 0; i < KILLS; i++) {
            Process victim = gateways.start();
            ledger.tryAgain();
            storeUntilKilled(victim, random.nextInt(LONGEST_LIFE_MILLIS));
        }
        gateways.start();
        ledger.tryAgain();

        InstanceLedger.Balance balance = ledger.compare();
        LOG.info("kills={} {}", KILLS, balance);
        assertThat(balance.acknowledged()).isGreaterThan(KILLS * ASSOCIATIONS);
        assertThat(balance).hasToString("acked=%d lost=0 dup=0 partial=0".formatted(balance.acknowledged()));
        assertThat(files(gateways.data().resolve("instances/incoming"))).isZero();
        assertThat(kept()).isEqualTo(balance.there());
    }

    private void storeUntilKilled(Process victim, int millis) throws Exception {
        List<Thread> modalities = Stream.generate(() -> Thread.ofVirtual().start(ledger::storeWhileAnswered))
                .limit(ASSOCIATIONS)
                .toList();
        // The first instance of a process takes long; the life that counts begins after it.
        int before = ledger.acknowledged();
        gateways.await("nothing is acknowledged", () -> ledger.acknowledged() > before + ASSOCIATIONS);
        Thread.sleep(millis);
        victim.destroyForcibly();
        for (Thread modality : modalities) {
            modality.join();
        }
        victim.waitFor();
    }

    static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
