package dev.xdsi.repository.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.store.file.FileContentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Switches the power off before each single step of a submission, one after the other, and looks at what the next start finds:
 * nothing of a submission that the registry never saw, everything of one that it may have seen.
 */
@Tag("integration")
class CrashTest {
    @RegisterExtension
    static final IndexDatabase DATABASE = new IndexDatabase();

    @TempDir
    private Path folders;

    private Path folder = Path.of("");

    private void begin() throws Exception {
        DATABASE.empty();
        folder = Files.createTempDirectory(folders, "store");
    }

    @Test
    void aSubmissionThatIsAcceptedSurvivesOrVanishes() throws Exception {
        int steps = 0;
        for (Attempt attempt = accepted(Integer.MAX_VALUE); steps <= attempt.power.taken(); steps++) {
            accepted(steps);
        }
        assertThat(steps).as("steps tried").isGreaterThan(10);
    }

    @Test
    void aSubmissionThatIsRejectedVanishes() throws Exception {
        int steps = 0;
        for (Attempt attempt = rejected(Integer.MAX_VALUE); steps <= attempt.power.taken(); steps++) {
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

    @Test
    void aRemovalIsWholeOrHasNotBegun() throws Exception {
        int taken = removal(Integer.MAX_VALUE);
        for (int steps = 0; steps <= taken; steps++) {
            removal(steps);
        }
        assertThat(taken).as("steps tried").isGreaterThan(4);
    }

    /** Two documents of the same bytes, of which one and then the other is removed. */
    private int removal(int steps) throws Exception {
        begin();
        try (DocumentStore store = reopen();
                Deposit deposit = store.deposit()) {
            deposit.receive("1.1", "text/plain", bytes("hello"), 100);
            deposit.receive("1.2", "text/plain", bytes("hello"), 100);
            deposit.keep();
            deposit.confirm();
        }
        Power power = new Power(steps);
        int removed = 0;
        try (ContentStore files = FileContentStore.open(folder)) {
            IndexedDocumentStore store = new IndexedDocumentStore(
                    new FailingContents(files, power), new FailingIndex(DATABASE.source(), power), UUID::randomUUID);
            for (String document : List.of("1.1", "1.2")) {
                assertThat(store.remove(document)).isTrue();
                removed++;
            }
        } catch (Power.Cut e) {
            assertThat(power.isOff()).isTrue();
        }
        try (DocumentStore store = reopen()) {
            String when = "crash before step " + steps;
            int there = 0;
            for (String document : List.of("1.1", "1.2")) {
                if (store.find(document).isPresent()) {
                    there++;
                    assertThat(store.find(document).orElseThrow().isIntact())
                            .as(when)
                            .isTrue();
                }
            }
            assertThat(there).as(when).isLessThanOrEqualTo(2 - removed);
            assertThat(files("documents")).as(when).hasSize(there == 0 ? 0 : 1);
        }
        return power.taken();
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
        IndexedDocumentStore store = new IndexedDocumentStore(
                FileContentStore.open(folder),
                new DocumentIndex(DATABASE.source(), InstantSource.system()),
                UUID::randomUUID);
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
            try (ContentStore files = FileContentStore.open(folder)) {
                submit(store(files));
                acknowledged = true;
            } catch (Power.Cut e) {
                assertThat(acknowledged).isFalse();
            }
        }

        void settleOnly() throws IOException {
            try (ContentStore files = FileContentStore.open(folder)) {
                store(files).settle();
            } catch (Power.Cut e) {
                assertThat(power.isOff()).isTrue();
            }
        }

        private IndexedDocumentStore store(ContentStore files) {
            return new IndexedDocumentStore(
                    new FailingContents(files, power), new FailingIndex(DATABASE.source(), power), UUID::randomUUID);
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

    private static final class FailingIndex extends DocumentIndex {
        private final Power power;

        FailingIndex(HikariDataSource database, Power power) {
            super(database, InstantSource.system());
            this.power = power;
        }

        @Override
        Claim claim(UUID deposit, Collection<IndexedDocument> documents) throws IOException {
            power.step();
            Claim refused = super.claim(deposit, documents);
            power.step();
            return refused;
        }

        @Override
        void confirm(UUID deposit) throws IOException {
            power.step();
            super.confirm(deposit);
            power.step();
        }

        @Override
        Set<ContentName> release(UUID deposit) throws IOException {
            power.step();
            Set<ContentName> left = super.release(deposit);
            power.step();
            return left;
        }

        @Override
        Removal remove(Set<String> documentUniqueIds) throws IOException {
            power.step();
            Removal removal = super.remove(documentUniqueIds);
            power.step();
            return removal;
        }

        @Override
        void collect(ContentName name, ContentStore contents) throws IOException {
            power.step();
            super.collect(name, contents);
            power.step();
        }
    }
}
