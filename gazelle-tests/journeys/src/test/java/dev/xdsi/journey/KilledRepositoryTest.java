package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xdsi.gateway.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * F01: a repository and its registry are killed again and again while sources submit documents. What was acknowledged is there, whole and
 * once; what was not is there whole, or not at all; and nothing remains of what was half-done. {@code -Dxdsi.kills=100
 * -Dxdsi.outages=30} is the long form.
 */
@Tag("integration")
class KilledRepositoryTest {
    private static final Logger LOG = LoggerFactory.getLogger(KilledRepositoryTest.class);
    private static final int KILLS = Integer.getInteger("xdsi.kills", 5);
    private static final int OUTAGES = Integer.getInteger("xdsi.outages", 2);
    private static final int SOURCES = 4;
    private static final int LONGEST_LIFE_MILLIS = 700;

    @TempDir
    private Path folder;

    private StartedGateways gateways;
    private DocumentLedger ledger;

    @AfterEach
    void stop() throws InterruptedException {
        gateways.close();
    }

    @BeforeEach
    void configure() throws IOException {
        gateways = new StartedGateways(folder, "registry, repository");
        ledger = new DocumentLedger(gateways.ihe(), Settings.REPOSITORY_UNIQUE_ID.initial(), folder);
    }

    @Test
    void f01WhatWasAcknowledgedIsThereOnceAndWhole() throws Exception {
        long seed = Long.getLong("xdsi.seed", System.nanoTime());
        LOG.info("-Dxdsi.seed={}", seed);
        Random random = new Random(seed);

        for (int i = 0; i < KILLS; i++) {
            Process victim = gateways.start();
            ledger.tryAgain();
            submitUntilKilled(victim, random.nextInt(LONGEST_LIFE_MILLIS));
        }
        gateways.start();
        ledger.tryAgain();

        settle("kills=" + KILLS);
    }

    @Test
    void f10F11F12WhatWasAcknowledgedIsThereAlsoWhenTheDatabaseGoesAndComesBack() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "the command of a process is only known on Linux");
        Process gateway = gateways.start();
        try (OwnDatabase database = new OwnDatabase(gateways.data().resolve("postgresql"))) {
            submitWhileItComesAndGoes(database);
            // What could not be tidied up without the database is at the next start.
            gateway.destroy();
            gateway.waitFor();
        }
        gateways.start();
        ledger.tryAgain();

        settle("outages=" + OUTAGES);
    }

    private void submitWhileItComesAndGoes(OwnDatabase database) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> sources = sources(() -> ledger.submitUntil(enough::get));
        try {
            for (int i = 0; i < OUTAGES; i++) {
                awaitAcknowledged(2 * SOURCES);
                database.terminateBackends();
                awaitAcknowledged(2 * SOURCES);
                database.stopAtOnce();
                database.startAgain();
            }
            awaitAcknowledged(2 * SOURCES);
        } finally {
            enough.set(true);
        }
        for (Thread source : sources) {
            source.join();
        }
    }

    private void settle(String what) throws IOException {
        DocumentLedger.Balance balance = ledger.compare();
        LOG.info("{} {}", what, balance);
        assertThat(balance.acknowledged()).isGreaterThan(KILLS);
        assertThat(balance).hasToString("acked=%d lost=0 dup=0 partial=0".formatted(balance.acknowledged()));
        try (Stream<Path> unfinished = Files.list(gateways.data().resolve("documents/incoming"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    private void awaitAcknowledged(int more) throws Exception {
        int before = ledger.acknowledged();
        gateways.await("nothing more is acknowledged", () -> ledger.acknowledged() >= before + more);
    }

    private static List<Thread> sources(Runnable each) {
        return Stream.generate(() -> Thread.ofVirtual().start(each))
                .limit(SOURCES)
                .toList();
    }

    private void submitUntilKilled(Process victim, int millis) throws Exception {
        List<Thread> sources = sources(ledger::submitWhileAnswered);
        // The first submission of a process takes long; the life that counts begins after it.
        awaitAcknowledged(1);
        Thread.sleep(millis);
        victim.destroyForcibly();
        for (Thread source : sources) {
            source.join();
        }
        victim.waitFor();
    }
}
