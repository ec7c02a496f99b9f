package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.byteman.agent.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * F05: the process of a repository and its registry dies at each step of a submission, is started again, and the source, which got no
 * answer, sends the same again. What was offered to the registry is registered once; of what was not, nothing is there until it comes again.
 * Every step, not only one of each kind: {@code -Dxdsi.crashes=all}.
 */
@Tag("integration")
class CrashedSubmissionTest {
    private static final Logger LOG = LoggerFactory.getLogger(CrashedSubmissionTest.class);
    /** With which the agent halts a process. */
    private static final int HALTED = 255;

    /** One of each kind: before anything is claimed, while claims are, in doubt before the registry, and in doubt after it. */
    private static final List<Step> STEPS =
            System.getProperty("xdsi.crashes", "").equals("all")
                    ? List.of(Step.values())
                    : List.of(Step.FORCED, Step.PUBLISHED, Step.FINISHED, Step.REGISTERED);

    @TempDir
    private Path folder;

    private EmbeddedDatabase database;
    private StartedGateways gateways;
    private DocumentLedger ledger;

    /** In their order; {@code crash-points.btm} says where each is. */
    private enum Step {
        ARRIVED(0),
        FORCED(0),
        CLAIMED(0),
        PUBLISHED(0),
        FINISHED(0),
        REGISTERED(1),
        CONFIRMED(1),
        ANSWERED(1);

        private final int entries;

        Step(int entries) {
            this.entries = entries;
        }
    }

    @BeforeEach
    void configure() throws Exception {
        Path agent = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path rules = Path.of(Objects.requireNonNull(CrashedSubmissionTest.class.getResource("crash-points.btm"))
                .toURI());
        database = EmbeddedDatabase.start(folder.resolve("postgresql"));
        gateways = new StartedGateways(folder, "registry, repository")
                .with(Settings.DATABASE_URL.variable(), database.jdbcUrl())
                .with(Settings.DATABASE_PASSWORD.variable(), database.password())
                .with("JAVA_TOOL_OPTIONS", "-javaagent:" + agent + "=script:" + rules + " -Dxdsi.crash=" + folder);
        ledger = new DocumentLedger(gateways.ihe(), Settings.REPOSITORY_UNIQUE_ID.initial(), folder);
    }

    @AfterEach
    void stop() throws Exception {
        gateways.close();
        database.close();
    }

    @Test
    void f05ASubmissionThatDiesAtAnyStepIsThereOnceAfterItCameAgain() throws Exception {
        Process gateway = gateways.start();
        for (Step step : STEPS) {
            int document = ledger.next();
            dieAt(step, document, gateway);

            gateway = gateways.start();
            assertThat(ledger.registered(document)).as("entries after %s", step).isEqualTo(step.entries);
            assertThat(ledger.refusalOf(document))
                    .as("the second try after %s", step)
                    .isEmpty();
            nothingIsLeftOver(document + 1);
        }

        DocumentLedger.Balance balance = ledger.compare();
        LOG.info("crashes={} {}", STEPS.size(), balance);
        assertThat(balance).hasToString("acked=%d lost=0 dup=0 partial=0".formatted(STEPS.size()));
    }

    private void dieAt(Step step, int document, Process gateway) throws Exception {
        Path armed = Files.createFile(folder.resolve(step.name().toLowerCase(Locale.ROOT)));
        boolean answered = ledger.refusalOf(document).isEmpty();
        assertThat(gateway.waitFor(2, TimeUnit.MINUTES))
                .as("it ended at %s", step)
                .isTrue();
        assertThat(gateway.exitValue()).as("how it ended at %s", step).isEqualTo(HALTED);
        if (step != Step.ANSWERED) {
            assertThat(answered).as("answered although it died at %s", step).isFalse();
        }
        Files.delete(armed);
    }

    private void nothingIsLeftOver(int documents) throws IOException {
        Path kept = gateways.data().resolve("documents");
        try (Stream<Path> unfinished = Files.list(kept.resolve("incoming"));
                Stream<Path> contents = Files.walk(kept.resolve("documents"))) {
            assertThat(unfinished).isEmpty();
            assertThat(contents.filter(Files::isRegularFile).filter(file -> !file.endsWith("documents/index")))
                    .hasSize(documents);
        }
    }
}
