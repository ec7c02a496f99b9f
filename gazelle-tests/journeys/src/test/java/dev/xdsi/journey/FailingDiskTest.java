package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.journey.FailingDisk.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A repository whose disk is full, or fails: nobody is told that a document is kept which is not, and nothing is left half-done. */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingDiskTest {
    private Path documents;
    private FailingDisk disk;
    private RunningGateway gateway;
    private DocumentLedger ledger;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        FailingDisk.assumePossible();
        Path data = folder.resolve("data");
        documents = data.resolve("documents");
        disk = new FailingDisk(documents, folder);
        gateway = RunningGateway.start(data);
        ledger = new DocumentLedger(gateway.ihe("/"), Settings.REPOSITORY_UNIQUE_ID.initial(), folder);
    }

    @AfterAll
    void stop() throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @BeforeEach
    void allIsWell() throws IOException {
        disk.fail(Fault.NONE);
    }

    @AfterEach
    void nothingIsLeftHalfDone() throws IOException {
        DocumentLedger.Balance balance = ledger.compare();
        assertThat(balance).hasToString("acked=%d lost=0 dup=0 partial=0".formatted(balance.acknowledged()));
        try (Stream<Path> unfinished = Files.list(documents.resolve("incoming"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, XDSRepositoryOutOfResources",
        "READ_ONLY, XDSRepositoryOutOfResources",
        "WRITE, XDSRepositoryError",
        "SYNC, XDSRepositoryError"
    })
    void f19F22F23F24ADocumentThatCannotBeKeptIsRefusedAndTakenOnceTheDiskIsWell(Fault fault, String code)
            throws IOException {
        int before = ledger.next();
        assertThat(ledger.refusalOf(before)).isEmpty();
        int document = ledger.next();

        disk.fail(fault);
        assertThat(ledger.refusalOf(document)).get().asString().contains(code);
        assertThat(ledger.isRetrieved(before)).isTrue();

        disk.fail(Fault.NONE);
        assertThat(ledger.refusalOf(document)).isEmpty();
        assertThat(ledger.isRetrieved(document)).isTrue();
    }

    @Test
    void f24AReadOnlyDiskIsSeenFromOutside() throws Exception {
        disk.fail(Fault.READ_ONLY);
        awaitHealth("down");

        disk.fail(Fault.NONE);
        awaitHealth("up");
    }

    /** What is said counts for a moment. */
    private void awaitHealth(String status) throws Exception {
        while (!gateway.health()
                .path("actors")
                .path(Settings.REPOSITORY)
                .path("status")
                .asText()
                .equals(status)) {
            Thread.sleep(100);
        }
    }

    @Test
    void aDocumentThatCannotBeReadIsAnErrorAndNotAnotherDocument() throws IOException {
        int document = ledger.next();
        assertThat(ledger.refusalOf(document)).isEmpty();

        disk.fail(Fault.READ);
        assertThat(ledger.isRetrieved(document)).isFalse();

        disk.fail(Fault.NONE);
        assertThat(ledger.isRetrieved(document)).isTrue();
    }
}
