package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.StoredDocument;
import dev.xdsi.repository.store.file.FileDocumentStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show. */
@Tag("integration")
class RepositoryProcessTest {
    private static final int KILLS = 3;
    private static HikariDataSource database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void connect() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void begin() throws Exception {
        TestDatabase.clear(database);
    }

    @Test
    void aDocumentOf300MegabytesPassesThroughASmallHeap() throws Exception {
        long size = 300L << 20;

        Process process = RepositoryProcess.start(folder, 1, size, "-Xmx48m", "-XX:MaxDirectMemorySize=16m");

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .as("output of the process, and %s", Files.readString(folder.resolve("stderr.txt")))
                .contains("SUCCESS " + RepositoryProcess.uniqueId(0), "read " + size + " bytes");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void whatWasAcknowledgedSurvivesAKillAndWhatWasNeverOfferedLeavesNothing() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            TestDatabase.clear(database);
            Path data = Files.createDirectory(folder.resolve("kill" + kill));
            List<String> told =
                    killedAfter(5 + 3 * kill, RepositoryProcess.start(data, RepositoryProcess.FOREVER, 2_000_000));
            long offered = told.stream().filter("offered 1"::equals).count();

            try (DocumentStore store =
                    FileDocumentStore.open(data, database, InstantSource.system(), UUID::randomUUID)) {
                for (String line : told) {
                    if (line.startsWith("SUCCESS ")) {
                        StoredDocument document =
                                store.find(line.substring("SUCCESS ".length())).orElseThrow();
                        assertThat(document.isIntact()).as(line).isTrue();
                    }
                }
                assertThat(files(data.resolve("incoming"))).isEmpty();
                // one more may have been on the point of being offered
                assertThat((long) files(data.resolve("documents")).size()).isBetween(offered, offered + 1);
            }
        }
    }

    /** Reads so many acknowledgements, kills the process and reads what it had still said. */
    private static List<String> killedAfter(int acknowledged, Process process)
            throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // a line may be cut short by the kill
                if (line.endsWith(";")) {
                    told.add(line.substring(0, line.length() - 1));
                }
                if (line.startsWith("SUCCESS ") && ++seen == acknowledged) {
                    // by its handle, which leaves our end of its output open
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(told).filteredOn(line -> line.startsWith("SUCCESS ")).hasSizeGreaterThanOrEqualTo(acknowledged);
        return told;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("documents/index"))
                    .toList();
        }
    }
}
