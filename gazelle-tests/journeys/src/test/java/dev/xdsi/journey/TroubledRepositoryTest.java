package dev.xdsi.journey;

import static dev.xdsi.journey.RepositoryFiles.aged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.database.EmbeddedDatabase;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A repository and its registry that run on while others get in their way: what was acknowledged is there once and whole, all the time. */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubledRepositoryTest {
    private static final Logger LOG = LoggerFactory.getLogger(TroubledRepositoryTest.class);
    private static final int SOURCES = 3;
    private static final int DEADLOCKS = 3;
    private static final int MOST_DEADLOCKS = 5 * DEADLOCKS;
    private static final int GOING_AWAY = 40;
    /** Connections of sources that wait for their next request, or for their end. */
    private static final int TOLERANCE = 25;

    @TempDir
    static Path folder;

    private EmbeddedDatabase database;
    private StartedGateways gateways;
    private Process gateway;
    private RepositoryFiles files;

    @BeforeAll
    void start() throws Exception {
        database = EmbeddedDatabase.start(folder.resolve("postgresql"));
        gateways = new StartedGateways(folder, "registry, repository")
                .with(Settings.DATABASE_URL.variable(), database.jdbcUrl() + "&options=-c%20deadlock_timeout=500ms")
                .with(Settings.DATABASE_PASSWORD.variable(), database.password());
        files = new RepositoryFiles(gateways.data());
        gateway = gateways.start();
    }

    @AfterAll
    void stop() throws Exception {
        gateways.close();
        database.close();
    }

    @Test
    void f15OfThoseWhoWaitForEachOtherNobodyIsLostOrEvenRefused() throws Exception {
        DocumentLedger ledger = ledger(1_000);
        List<Integer> shared = List.of(ledger.next(), ledger.next());
        assertThat(ledger.refusalOf(shared)).isEmpty();
        List<String> hashes = new ArrayList<>();
        for (int number : shared) {
            hashes.add(PatternedContent.sha1(ledger.document(number).open()));
        }
        List<String> ordered = hashes.stream().sorted().toList();
        try (RivalSession rival = new RivalSession(database.dataSource())) {
            long before = rival.deadlocks();
            meanwhile(
                    ledger,
                    source -> {
                        List<Integer> order = source % 2 == 0 ? shared : shared.reversed();
                        List<Integer> documents =
                                order.stream().map(ledger::again).toList();
                        assertThat(ledger.refusalOf(documents)).isEmpty();
                    },
                    () -> {
                        int others = 0;
                        for (int i = 0; others < DEADLOCKS && i < MOST_DEADLOCKS; i++) {
                            others += rival.deadlock(ordered) ? 1 : 0;
                        }
                        assertThat(others)
                                .as("submissions that the database gave up")
                                .isEqualTo(DEADLOCKS);
                    });
            gateways.await("the database does not tell of deadlocks", () -> rival.deadlocks() >= before + DEADLOCKS);
            settle("deadlocks=" + (rival.deadlocks() - before), ledger);
        }
    }

    @Test
    void f25F26WhatIsDamagedIsNeverGivenAndWholeAgainOnceItCameAgain() throws Exception {
        DocumentLedger ledger = ledger(2_000);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(ledger.next());
            assertThat(ledger.refusalOf(all.getLast())).isEmpty();
        }
        // the first block is compared before the answer begins, so the small ones do not spoil it for others
        int large = all.getFirst();
        List<Integer> flipped = all.subList(1, 4);
        List<Integer> cut = all.subList(4, 8);
        List<Integer> well = all.subList(8, 16);
        for (int number : flipped) {
            files.flip(ledger.document(number), ledger.document(number).length() / 2);
        }
        for (int number : cut) {
            files.cut(ledger.document(number), ledger.document(number).length() - 1);
        }
        files.flip(ledger.document(large), ledger.document(large).length() - 1);

        DocumentLedger.Retrieved retrieved = ledger.retrieve(all.subList(1, 16));
        assertThat(retrieved.intact()).containsOnlyKeys(well).doesNotContainValue(false);
        assertThat(retrieved.errors())
                .hasSize(flipped.size() + cut.size())
                .extracting(XdsError::errorCode)
                .containsOnly(ErrorCode.XDSRepositoryError);
        assertThatThrownBy(() -> ledger.retrieve(List.of(large))).isInstanceOf(Exception.class);

        List<Integer> damaged = all.subList(0, 8);
        meanwhile(ledger, _ -> ledger.retrieve(well), () -> {
            for (int number : damaged) {
                assertThat(ledger.refusalOf(ledger.again(number))).isEmpty();
                assertThat(ledger.isRetrieved(number)).isTrue();
            }
        });
        settle("damaged=" + damaged.size(), ledger);
    }

    @Test
    void f27WhatNobodyNeedsGoesWhileSubmissionsGoOnAndNothingElseDoes() throws Exception {
        DocumentLedger ledger = ledger(3_000);
        DocumentLedger nobody = ledger(4_000);
        List<Path> old = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            old.add(aged(files.stray(nobody.document(nobody.next()))));
            old.add(aged(files.leftOver()));
        }
        List<Path> young = List.of(files.stray(nobody.document(nobody.next())), files.leftOver());
        AtomicBoolean gone = new AtomicBoolean();
        try (RivalSession rival = new RivalSession(database.dataSource())) {
            meanwhile(
                    ledger,
                    _ -> {
                        // the bytes of a few are there already, and as old as what goes
                        int number = ledger.next();
                        if (number % 2 == 0 && !gone.get()) {
                            aged(files.stray(ledger.document(number)));
                        }
                        assertThat(ledger.refusalOf(number)).isEmpty();
                    },
                    () -> {
                        rival.makeTimeForOrphans();
                        gateways.await(
                                "orphans are not collected", () -> old.stream().noneMatch(Files::exists));
                        gone.set(true);
                    });
        }
        assertThat(young).allMatch(Files::exists);
        Files.delete(young.getLast().resolve("0"));
        Files.delete(young.getLast());
        settle("orphans=" + old.size(), ledger);
    }

    @Test
    void f38WhoBreaksOffLeavesNothingBehind() throws Exception {
        Path process = Path.of("/proc/" + gateway.pid());
        assumeTrue(Files.isDirectory(process.resolve("fd")), "what a process has open is only known on Linux");
        DocumentLedger ledger = ledger(5_000);
        HastyPartner hasty = new HastyPartner(gateways.ihe(), Settings.REPOSITORY_UNIQUE_ID.initial());
        int large = ledger.next();
        assertThat(ledger.refusalOf(large)).isEmpty();
        long descriptors = entries(process.resolve("fd"));
        long threads = entries(process.resolve("task"));
        List<Integer> begun = new ArrayList<>();

        meanwhile(ledger, _ -> assertThat(ledger.refusalOf(ledger.next())).isEmpty(), () -> {
            for (int i = 0; i < GOING_AWAY; i++) {
                int number = ledger.next();
                ledger.begun(number);
                begun.add(number);
                hasty.breakOffSubmitting(ledger.document(number), (double) i / (GOING_AWAY - 1));
                hasty.breakOffRetrieving(ledger.document(large));
            }
        });

        gateways.await("descriptors stay open", () -> entries(process.resolve("fd")) <= descriptors + TOLERANCE);
        gateways.await("threads stay", () -> entries(process.resolve("task")) <= threads + TOLERANCE);
        assertThat(begun).allMatch(number -> ledger.registered(number) == 0);
        settle("broken off=" + 2 * GOING_AWAY, ledger);
    }

    /** What a source or a consumer does again and again. */
    private interface Step {
        void of(int source) throws Exception;
    }

    /** Something that happens while partners do their step; they stop when it is over. */
    private static void meanwhile(DocumentLedger ledger, Step step, Trouble trouble) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sources = IntStream.range(0, SOURCES)
                    .<Future<?>>mapToObj(source -> threads.submit(() -> {
                        while (!over.get()) {
                            step.of(source);
                        }
                        return null;
                    }))
                    .toList();
            try {
                trouble.happen();
            } finally {
                over.set(true);
            }
            for (Future<?> source : sources) {
                source.get();
            }
        }
        assertThat(ledger.acknowledged()).isPositive();
    }

    private interface Trouble {
        void happen() throws Exception;
    }

    private DocumentLedger ledger(int first) {
        return new DocumentLedger(gateways.ihe(), Settings.REPOSITORY_UNIQUE_ID.initial(), folder, first);
    }

    private void settle(String what, DocumentLedger ledger) throws Exception {
        DocumentLedger.Balance balance = ledger.compare();
        LOG.info("{} {}", what, balance);
        assertThat(balance).hasToString("acked=%d lost=0 dup=0 partial=0".formatted(balance.acknowledged()));
        gateways.await("temporary files stay", () -> files.temporary() == 0);
    }

    private static long entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }
}
