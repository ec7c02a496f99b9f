package dev.xdsi.repository.store;

import static dev.xdsi.repository.store.Documents.files;
import static dev.xdsi.repository.store.Documents.provide;
import static dev.xdsi.repository.store.Documents.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.file.FileContentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OrphanCollectionTest {
    private static final Duration GRACE = Duration.ofHours(24);
    private static final Registered NOBODY = documents -> documents;

    @RegisterExtension
    static final IndexDatabase DATABASE = new IndexDatabase();

    @TempDir
    private Path folder;

    private Instant now = Instant.now();
    private ContentStore contents;
    private DocumentIndex index;
    private IndexedDocumentStore store;

    @BeforeEach
    void openEmpty() throws Exception {
        contents = FileContentStore.open(folder);
        index = new DocumentIndex(DATABASE.source(), () -> now);
        store = new IndexedDocumentStore(contents, index, UUID::randomUUID);
        new IndexBinding(contents, index).bind();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void aDocumentInDoubtThatTheRegistryDoesNotHaveGoesAfterTheTimeOfGrace() throws IOException {
        doubt("1.1", "hello");

        assertThat(collect(NOBODY)).isEqualTo(Collected.NOTHING);
        assertThat(store.find("1.1")).isPresent();

        now = now.plus(GRACE).plusSeconds(60);
        assertThat(collect(NOBODY)).isEqualTo(new Collected(0, 1, 1, 0));
        assertThat(store.find("1.1")).isEmpty();
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void aDocumentInDoubtThatTheRegistryHasStaysForGood() throws IOException {
        doubt("1.1", "hello");
        now = now.plus(GRACE).plusSeconds(60);

        assertThat(collect(documents -> Set.of())).isEqualTo(new Collected(0, 1, 0, 1));
        try (Deposit failing = store.deposit()) {
            receive(failing, "1.1", "hello");
            failing.keep();
        }

        assertThat(store.find("1.1").orElseThrow().isIntact()).isTrue();
        now = now.plus(GRACE);
        assertThat(collect(NOBODY)).as("nothing is in doubt any more").isEqualTo(Collected.NOTHING);
    }

    @Test
    void aRegistryThatDoesNotAnswerTakesNothing() throws IOException {
        doubt("1.1", "hello");
        now = now.plus(GRACE).plusSeconds(60);

        assertThatThrownBy(() -> collect(documents -> {
                    throw new IOException("no answer");
                }))
                .hasMessage("no answer");

        assertThat(store.find("1.1")).isPresent();
        assertThat(collect(NOBODY).settled()).isEqualTo(1);
    }

    @Test
    void aConfirmedDocumentIsNeverAskedAbout() throws IOException {
        provide(store, "1.1", "hello");
        now = now.plus(GRACE.multipliedBy(100));

        assertThat(collect(NOBODY)).isEqualTo(Collected.NOTHING);

        assertThat(store.find("1.1")).isPresent();
    }

    @Test
    void bytesOfWhichTheIndexKnowsNothingGoAndYoungOnesStay() throws Exception {
        provide(store, "1.1", "hello");
        provide(store, "1.2", "stray");
        TestDatabase.execute(
                DATABASE.source(),
                "delete from repository.document where document_unique_id = '1.2'",
                "delete from repository.content where size = 5 and not exists (select 1 from repository.document d"
                        + " where d.hash = content.hash)");
        Path foreign = Files.writeString(folder.resolve("documents/readme.txt"), "not ours");

        assertThat(collect(NOBODY)).isEqualTo(Collected.NOTHING);
        assertThat(files(folder)).hasSize(3);

        now = now.plus(GRACE).plusSeconds(60);
        assertThat(collect(NOBODY)).isEqualTo(new Collected(0, 0, 1, 0));
        assertThat(files(folder)).hasSize(2).contains(foreign);
        assertThat(store.find("1.1").orElseThrow().isIntact()).isTrue();
    }

    @Test
    void aDepositThatNobodyFinishesIsTakenBack() throws IOException {
        Deposit dead = store.deposit();
        receive(dead, "1.1", "hello");

        assertThat(collect(NOBODY)).isEqualTo(Collected.NOTHING);
        now = now.plus(GRACE).plusSeconds(60);
        assertThat(collect(NOBODY)).isEqualTo(new Collected(1, 0, 0, 0));

        assertThat(files(folder)).isEmpty();
    }

    @Test
    void oneOfSeveralProcessesDoesItOnceADay() throws IOException {
        OrphanCollection here = new OrphanCollection(contents, index);
        OrphanCollection there = new OrphanCollection(contents, index);
        now = now.plus(GRACE.multipliedBy(10));
        doubt("1.1", "hello");
        Instant then = now.plus(GRACE).plusSeconds(60);

        assertThat(here.collectInTurn(NOBODY, GRACE, then).settled()).isEqualTo(1);
        doubt("1.2", "hello");
        assertThat(there.collectInTurn(NOBODY, GRACE, then.plus(Duration.ofHours(2)))
                        .settled())
                .as("not our turn")
                .isZero();
        assertThat(there.collectInTurn(NOBODY, GRACE, then.plus(GRACE)).settled())
                .isEqualTo(1);
    }

    @Test
    void neverTakesBytesOnWhichASubmissionRelies() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        OrphanCollection collection = new OrphanCollection(contents, index);
        try (ExecutorService both = Executors.newFixedThreadPool(3)) {
            Future<Integer> collector = both.submit(() -> {
                int strays = 0;
                while (!over.get()) {
                    strays += collection.strays(Instant.MAX);
                    store.collect(index.unused());
                }
                return strays;
            });
            List<Future<?>> sources = Stream.of("1.1", "1.2")
                    .<Future<?>>map(source -> both.submit(() -> {
                        for (int round = 0; round < 60; round++) {
                            provide(store, source + "." + round, "the same");
                            assertThat(store.find(source + "." + round)
                                            .orElseThrow()
                                            .isIntact())
                                    .isTrue();
                            assertThat(store.remove(source + "." + round)).isTrue();
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> source : sources) {
                source.get();
            }
            over.set(true);
            collector.get();
        }
        store.collect(index.unused());
        assertThat(files(folder)).isEmpty();
    }

    private Collected collect(Registered registered) throws IOException {
        return new OrphanCollection(contents, index).collect(registered, now.minus(GRACE));
    }

    private void doubt(String uniqueId, String text) throws IOException {
        try (Deposit deposit = store.deposit()) {
            receive(deposit, uniqueId, text);
            deposit.keep();
            deposit.leaveInDoubt();
        }
    }
}
