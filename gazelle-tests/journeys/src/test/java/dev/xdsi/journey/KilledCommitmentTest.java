package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.imaging.CommitmentScu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Imaging Document Source is killed again and again while a modality asks it for storage commitment. Whatever it said it would see to is
 * reported, after its next start at the latest: a modality that waits for a report in vain keeps its images for ever, or deletes them unasked.
 */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class KilledCommitmentTest {
    private static final Logger LOG = LoggerFactory.getLogger(KilledCommitmentTest.class);
    private static final int KILLS = Integer.getInteger("xdsi.kills", 5);
    private static final int IMAGES = 8;
    private static final int LONGEST_LIFE_MILLIS = 700;

    @TempDir
    private Path folder;

    private CommitmentScu modality;
    private StartedGateways gateways;
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private int asked;

    @BeforeEach
    void configure() throws IOException {
        modality = new CommitmentScu();
        gateways = new StartedGateways(folder, "registry, repository, imaging-source");
        Files.writeString(
                Files.createDirectories(gateways.data()).resolve("partners.yaml"),
                "dicom: [{ae-title: %s, send-to: 'localhost:%d'}]%n".formatted(CommitmentScu.TITLE, modality.port()));
    }

    @AfterEach
    void stop() throws Exception {
        gateways.close();
        modality.close();
    }

    @Test
    void whatWasAcknowledgedIsReported() throws Exception {
        Random random = new Random(Long.getLong("xdsi.seed", 20_261_130));
        Process victim = gateways.start();
        List<String> images = new InstanceLedger(
                        RemoteEntity.of("XDSI", "127.0.0.1", gateways.port(Settings.DICOM_PORT)),
                        gateways.ihe(),
                        folder)
                .store(IMAGES);
        for (int i = 0; i < KILLS; i++) {
            askUntilKilled(victim, images, random.nextInt(LONGEST_LIFE_MILLIS));
            victim = gateways.start();
        }

        Set<String> waitedFor = new TreeSet<>(acknowledged);
        int reports = 0;
        while (!waitedFor.isEmpty()) {
            CommitmentScu.Report report = modality.next();
            assertThat(report.committed()).hasSize(1).isSubsetOf(images);
            waitedFor.remove(report.transaction());
            reports++;
        }
        LOG.info("kills={} acked={} lost=0 reports={}", KILLS, acknowledged.size(), reports);
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
    }

    private void askUntilKilled(Process victim, List<String> images, int millis) throws Exception {
        Thread asking = Thread.ofVirtual().start(() -> askWhileAnswered(images));
        int before = acknowledged.size();
        gateways.await("nothing is acknowledged", () -> acknowledged.size() > before);
        Thread.sleep(millis);
        victim.destroyForcibly();
        asking.join();
        victim.waitFor();
    }

    private void askWhileAnswered(List<String> images) {
        try {
            while (true) {
                String transaction = "1.2.826.0.1.3680043.9.99.5." + ++asked;
                Status status = CommitmentScu.ask(
                        gateways.port(Settings.DICOM_PORT),
                        CommitmentScu.about(transaction, UID.CTImageStorage, images.get(asked % images.size())));
                if (status.isSuccess()) {
                    acknowledged.add(transaction);
                }
            }
        } catch (IOException gone) {
            LOG.info("{} were asked for until it died", asked);
        }
    }
}
