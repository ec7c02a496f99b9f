package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.database.EmbeddedDatabase;
import dev.xdsi.journey.CuttingProxy.Cut;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * F17: the connection to the database is cut while it commits, so that nobody knows whether what was committed came to pass. Each commit of a
 * submission in turn, with either outcome: the source tries again, and its document is there once.
 */
@Tag("integration")
class UnknownCommitTest {
    /** Nothing is encrypted, and every command is sent with its text. */
    private static final String READABLE = "sslmode=disable&gssEncMode=disable&prepareThreshold=0";

    @TempDir
    private Path folder;

    private EmbeddedDatabase database;
    private CuttingProxy proxy;
    private RunningGateway gateway;
    private DocumentLedger ledger;

    @BeforeEach
    void start() throws Exception {
        database = EmbeddedDatabase.start(folder.resolve("postgresql"));
        URI direct = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        proxy = new CuttingProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), direct.getPort()));
        gateway = RunningGateway.start(RunningGateway.configuration(folder.resolve("data"))
                .with(Settings.ACTORS, "registry, repository")
                .with(Settings.AUDIT_TRANSPORT, "udp")
                .with(Settings.DATABASE_URL, "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres?" + READABLE)
                .with(Settings.DATABASE_USER, "postgres")
                .with(Settings.DATABASE_PASSWORD, database.password()));
        ledger = new DocumentLedger(gateway.ihe("/"), Settings.REPOSITORY_UNIQUE_ID.initial(), folder);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        proxy.close();
        database.close();
    }

    @Test
    void f17ACommitOfWhichNobodyKnowsTheOutcomeIsSettledByTryingAgain() throws Exception {
        assertThat(ledger.refusalOf(ledger.next())).isEmpty();
        for (Cut cut : Cut.values()) {
            assertThat(submissionsCut(cut)).as("commits of a submission").isGreaterThanOrEqualTo(3);
        }

        DocumentLedger.Balance balance = ledger.compare();
        assertThat(balance).hasToString("acked=%d lost=0 dup=0 partial=0".formatted(balance.acknowledged()));
        try (Stream<Path> unfinished = Files.list(folder.resolve("data/documents/incoming"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    /** Submits once for each commit that a submission has. */
    private int submissionsCut(Cut cut) {
        for (int commit = 1; ; commit++) {
            int document = ledger.next();
            proxy.cutAt(commit, cut);
            Optional<String> refusal = ledger.refusalOf(document);
            if (!proxy.stopCutting()) {
                assertThat(refusal).isEmpty();
                return commit - 1;
            }
            // who was told that all is well does not try again
            if (refusal.isPresent()) {
                assertThat(ledger.refusalOf(document))
                        .as("tried again after commit %s was cut %s", commit, cut)
                        .isEmpty();
            }
        }
    }
}
