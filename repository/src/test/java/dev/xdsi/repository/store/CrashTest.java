package dev.xdsi.repository.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.file.FileContentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                    new FailingContents(files, power), new FailingIndex(database, power), UUID::randomUUID);
            for (String document : List.of("1.1", "1.2")) {
                assertThat(store.remove(document)).isTrue();
                removed++;
            }
        } catch (PowerCut e) {
            assertThat(power.left).isZero();
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
        return power.taken;
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
                FileContentStore.open(folder), new DocumentIndex(database, InstantSource.system()), UUID::randomUUID);
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
            } catch (PowerCut e) {
                assertThat(acknowledged).isFalse();
            }
        }

        void settleOnly() throws IOException {
            try (ContentStore files = FileContentStore.open(folder)) {
                store(files).settle();
            } catch (PowerCut e) {
                assertThat(power.left).isZero();
            }
        }

        private IndexedDocumentStore store(ContentStore files) {
            return new IndexedDocumentStore(
                    new FailingContents(files, power), new FailingIndex(database, power), UUID::randomUUID);
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

    private record FailingContents(ContentStore contents, Power power) implements ContentStore {
        @Override
        public Arrival receive(TemporaryName name) throws IOException {
            power.step();
            return contents.receive(name);
        }

        @Override
        public void secure(UUID deposit) throws IOException {
            power.step();
            contents.secure(deposit);
        }

        @Override
        public boolean publish(TemporaryName received, ContentName name) throws IOException {
            power.step();
            boolean published = contents.publish(received, name);
            power.step();
            return published;
        }

        @Override
        public void finish(UUID deposit) throws IOException {
            power.step();
            contents.finish(deposit);
        }

        @Override
        public Map<UUID, Instant> unfinished() throws IOException {
            return contents.unfinished();
        }

        @Override
        public ReadableByteChannel open(ContentName name) throws IOException {
            return contents.open(name);
        }

        @Override
        public ReadableByteChannel open(TemporaryName received, ContentName name) throws IOException {
            return contents.open(received, name);
        }

        @Override
        public void delete(ContentName name) throws IOException {
            power.step();
            contents.delete(name);
            power.step();
        }

        @Override
        public void visit(Visitor visitor) throws IOException {
            contents.visit(visitor);
        }

        @Override
        public void check() throws IOException {
            contents.check();
        }

        @Override
        public void close() throws IOException {
            contents.close();
        }
    }

    private static final class FailingIndex extends DocumentIndex {
        private final Power power;

        FailingIndex(HikariDataSource database, Power power) {
            super(database, InstantSource.system());
            this.power = power;
        }

        @Override
        Set<String> claim(UUID deposit, Collection<IndexedDocument> documents) throws IOException {
            power.step();
            Set<String> refused = super.claim(deposit, documents);
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
