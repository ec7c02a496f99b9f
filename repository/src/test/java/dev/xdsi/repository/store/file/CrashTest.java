package dev.xdsi.repository.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.DocumentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Switches the power off before each single step of a submission, one after the other, and looks at what the next start finds:
 * nothing of a submission that the registry never saw, everything of one that it may have seen.
 */
@Tag("integration")
class CrashTest {
    private static HikariDataSource database;

    @TempDir
    private Path folders;

    private Path folder = Path.of("");

    @BeforeAll
    static void connect() throws Exception {
        database = TestDatabase.open();
        TestDatabase.clear(database);
        DocumentIndex.migrate(database);
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    private void begin() throws Exception {
        TestDatabase.empty(database);
        folder = Files.createTempDirectory(folders, "store");
    }

    @Test
    void aSubmissionThatIsAcceptedSurvivesOrVanishes() throws Exception {
        int steps = 0;
        for (Attempt attempt = accepted(Integer.MAX_VALUE); steps <= attempt.power.taken; steps++) {
            accepted(steps);
        }
        assertThat(steps).as("steps tried").isGreaterThan(10);
    }

    @Test
    void aSubmissionThatIsRejectedVanishes() throws Exception {
        int steps = 0;
        for (Attempt attempt = rejected(Integer.MAX_VALUE); steps <= attempt.power.taken; steps++) {
            rejected(steps);
        }
        assertThat(steps).as("steps tried").isGreaterThan(15);
    }

    @Test
    void settlingSurvivesACrashToo() throws Exception {
        for (int steps = 0; steps < 20; steps++) {
            for (int settling = 0; settling < 6; settling++) {
                begin();
                Attempt first = new Attempt(steps, false);
                first.run();
                Attempt second = new Attempt(settling, false);
                second.settleOnly();
                try (DocumentStore store = reopen()) {
                    check(first, store, "crash before step " + steps + ", and " + settling + " of settling");
                }
            }
        }
    }

    private Attempt accepted(int steps) throws Exception {
        return attempt(steps, true);
    }

    private Attempt rejected(int steps) throws Exception {
        return attempt(steps, false);
    }

    private Attempt attempt(int steps, boolean accept) throws Exception {
        begin();
        Attempt attempt = new Attempt(steps, accept);
        attempt.run();
        try (DocumentStore store = reopen()) {
            check(attempt, store, "crash before step " + steps);
        }
        return attempt;
    }

    private void check(Attempt attempt, DocumentStore store, String when) throws IOException {
        boolean there = store.find("1.1").isPresent();
        assertThat(store.find("1.2").isPresent()).as(when).isEqualTo(there);
        if (attempt.acknowledged) {
            assertThat(there).as(when).isEqualTo(attempt.accept);
        }
        if (!attempt.offered) {
            assertThat(there).as(when).isFalse();
        }
        if (attempt.offered && attempt.accept) {
            assertThat(there).as(when).isTrue();
        }
        for (String uniqueId : there ? List.of("1.1", "1.2") : List.<String>of()) {
            assertThat(store.find(uniqueId).orElseThrow().isIntact()).as(when).isTrue();
        }
        assertThat(files("documents")).as(when).hasSize(there ? 2 : 0);
        assertThat(files("incoming")).as(when).isEmpty();
    }

    private DocumentStore reopen() throws IOException {
        FileDocumentStore store = new FileDocumentStore(
                new DocumentFolder(folder), new DocumentIndex(database, InstantSource.system()), UUID::randomUUID);
        store.settle();
        return store;
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve(part))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** One life of the process: it ends when the power does. */
    private final class Attempt {
        final Power power;
        final boolean accept;
        boolean offered;
        boolean acknowledged;

        Attempt(int steps, boolean accept) {
            this.power = new Power(steps);
            this.accept = accept;
        }

        void run() throws IOException {
            try (FailingFolder files = new FailingFolder(folder, power)) {
                FileDocumentStore store =
                        new FileDocumentStore(files, new FailingIndex(database, power), UUID::randomUUID);
                submit(store);
                acknowledged = true;
            } catch (PowerCut e) {
                assertThat(acknowledged).isFalse();
            }
        }

        void settleOnly() throws IOException {
            try (FailingFolder files = new FailingFolder(folder, power)) {
                new FileDocumentStore(files, new FailingIndex(database, power), UUID::randomUUID).settle();
            } catch (PowerCut e) {
                assertThat(power.left).isZero();
            }
        }

        private void submit(DocumentStore store) throws IOException {
            try (Deposit deposit = store.deposit()) {
                deposit.receive("1.1", "text/plain", bytes("hello"), 100);
                deposit.receive("1.2", "text/plain", bytes("world"), 100);
                deposit.keep();
                // the store cannot know whether the next instruction came to pass, so it must take it for done
                offered = true;
                power.step();
                if (accept) {
                    deposit.confirm();
                }
            }
        }
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lasts for so many steps. Once it is off nothing happens any more, also not in a finally. */
    private static final class Power {
        int left;
        int taken;

        Power(int steps) {
            this.left = steps;
        }

        void step() {
            if (left == 0) {
                throw new PowerCut();
            }
            left--;
            taken++;
        }
    }

    /** Not an Exception, so that no handling of failures sees it. */
    private static final class PowerCut extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final class FailingFolder extends DocumentFolder {
        private final Power power;

        FailingFolder(Path root, Power power) throws IOException {
            super(root);
            this.power = power;
        }

        @Override
        FileChannel create(DocumentFile file) throws IOException {
            power.step();
            return super.create(file);
        }

        @Override
        void force(UUID deposit) throws IOException {
            power.step();
            super.force(deposit);
        }

        @Override
        void publish(DocumentFile file) throws IOException {
            power.step();
            super.publish(file);
            power.step();
        }

        @Override
        void withdraw(DocumentFile file, UUID deposit) throws IOException {
            power.step();
            super.withdraw(file, deposit);
            power.step();
        }

        @Override
        void finish(UUID deposit) throws IOException {
            power.step();
            super.finish(deposit);
        }
    }

    private static final class FailingIndex extends DocumentIndex {
        private final Power power;

        FailingIndex(HikariDataSource database, Power power) {
            super(database, InstantSource.system());
            this.power = power;
        }

        @Override
        Claim claim(Collection<IndexedDocument> documents) throws IOException {
            power.step();
            Claim claim = super.claim(documents);
            power.step();
            return claim;
        }

        @Override
        void confirm(UUID deposit) throws IOException {
            power.step();
            super.confirm(deposit);
            power.step();
        }

        @Override
        void release(UUID deposit, DocumentFolder folder) throws IOException {
            power.step();
            super.release(deposit, folder);
            power.step();
        }
    }
}
