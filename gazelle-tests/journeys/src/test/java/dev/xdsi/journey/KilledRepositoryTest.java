package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int KILLS = Integer.getInteger("xdsi.kills", 5);
    private static final int OUTAGES = Integer.getInteger("xdsi.outages", 2);
    private static final int SOURCES = 4;
    private static final int LONGEST_LIFE_MILLIS = 700;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();
    private DocumentLedger ledger;

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @BeforeEach
    void configure() throws IOException {
        environment.put(Settings.DATA.variable(), folder.resolve("data").toString());
        environment.put(Settings.ACTORS.variable(), "registry, repository");
        environment.put(Settings.UNKNOWN_PATIENTS.variable(), "accept");
        for (Setting<Integer> port : Settings.PORTS) {
            environment.put(port.variable(), "" + FreePort.onLoopback());
        }
        ledger = new DocumentLedger(
                URI.create("http://127.0.0.1:" + environment.get(Settings.IHE_PLAIN_PORT.variable())),
                Settings.REPOSITORY_UNIQUE_ID.initial(),
                folder);
    }

    @Test
    void f01WhatWasAcknowledgedIsThereOnceAndWhole() throws Exception {
        long seed = Long.getLong("xdsi.seed", System.nanoTime());
        LOG.info("-Dxdsi.seed={}", seed);
        Random random = new Random(seed);

        for (int i = 0; i < KILLS; i++) {
            Process victim = startGateway();
            ledger.tryAgain();
            submitUntilKilled(victim, random.nextInt(LONGEST_LIFE_MILLIS));
        }
        startGateway();
        ledger.tryAgain();

        settle("kills=" + KILLS);
    }

    @Test
    void f10F11F12WhatWasAcknowledgedIsThereAlsoWhenTheDatabaseGoesAndComesBack() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "the command of a process is only known on Linux");
        Process gateway = startGateway();
        try (OwnDatabase database = new OwnDatabase(folder.resolve("data/postgresql"))) {
            submitWhileItComesAndGoes(database);
            // What could not be tidied up without the database is at the next start.
            gateway.destroy();
            gateway.waitFor();
        }
        startGateway();
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
        try (Stream<Path> unfinished = Files.list(folder.resolve("data/documents/incoming"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    private void awaitAcknowledged(int more) throws Exception {
        int before = ledger.acknowledged();
        await("nothing more is acknowledged", () -> ledger.acknowledged() >= before + more);
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

    private Process startGateway() throws Exception {
        Process process = CommandLine.start(folder, environment, "up");
        processes.add(process);
        await("the gateway does not become healthy", () -> process.isAlive() && isHealthy());
        return process;
    }

    private boolean isHealthy() throws InterruptedException {
        URI health =
                URI.create("http://127.0.0.1:" + environment.get(PortalSettings.PORTAL_PORT.variable()) + "/health");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Something that becomes true. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String complaint, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(complaint + ":\n" + Files.readString(CommandLine.printed(folder)));
            }
            Thread.sleep(50);
        }
    }
}
