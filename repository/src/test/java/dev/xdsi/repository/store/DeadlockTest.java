package dev.xdsi.repository.store;

import static dev.xdsi.repository.store.Documents.name;
import static dev.xdsi.repository.store.Documents.provide;
import static dev.xdsi.repository.store.Documents.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.file.FileContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** F15: of those who wait for each other in the index the database gives one up; nothing of it is lost, and it is done again. */
class DeadlockTest {
    private static final int ROUNDS = 60;

    @RegisterExtension
    static final IndexDatabase DATABASE = new IndexDatabase();

    @TempDir
    private Path folder;

    private HikariDataSource database;
    private IndexedDocumentStore store;

    @BeforeEach
    void open() throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.jdbcUrl());
        // who waits notices a deadlock soon
        config.setConnectionInitSql("set deadlock_timeout = '20ms'");
        config.setMaximumPoolSize(4);
        database = new HikariDataSource(config);
        store = new IndexedDocumentStore(
                FileContentStore.open(folder), new DocumentIndex(database, InstantSource.system()), UUID::randomUUID);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        database.close();
    }

    @Test
    void f15TwoDepositsOfTheSameContentsInOppositeOrderAreBothKept() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<?>> sources = Stream.of(List.of("one", "other"), List.of("other", "one"))
                    .<Future<?>>map(order -> both.submit(() -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            String id = order.getFirst() + "." + round;
                            try (Deposit deposit = store.deposit()) {
                                receive(deposit, id + ".1", order.getFirst() + round);
                                receive(deposit, id + ".2", order.getLast() + round);
                                assertThat(deposit.keep()).isEmpty();
                                deposit.confirm();
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> source : sources) {
                source.get();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (String id : List.of("one." + round, "other." + round)) {
                assertThat(store.find(id + ".1").orElseThrow().isIntact()).isTrue();
                assertThat(store.find(id + ".2").orElseThrow().isIntact()).isTrue();
            }
        }
    }

    /**
     * The deposit has the first content and waits for the second; another, which has the third, waits for the first; then the deposit gets the
     * second and wants the third. Only the deposit looks for deadlocks, so it is the one that is given up.
     */
    @Test
    void f15ADepositThatTheDatabaseGivesUpIsKeptAllTheSame() throws Exception {
        List<String> texts = Stream.of("a", "b", "c")
                .sorted((a, b) -> content(a).compareTo(content(b)))
                .toList();
        for (String text : texts) {
            provide(store, "held." + text, text);
        }
        try (Connection barrier = begin();
                Connection other = begin();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            lock(barrier, texts.get(1));
            lock(other, texts.get(2));
            Future<?> deposit = threads.submit(() -> {
                provideAll(texts);
                return null;
            });
            awaitWaiting(1);
            Future<?> waiting = threads.submit(() -> {
                lock(other, texts.get(0));
                other.rollback();
                return null;
            });
            awaitWaiting(2);
            barrier.rollback();
            deposit.get();
            waiting.get();
        }

        for (String text : texts) {
            assertThat(store.find("new." + text).orElseThrow().isIntact()).isTrue();
        }
    }

    @Test
    void f15WhoIsGivenUpEachTimeIsToldAndNobodyTriesWithoutEnd() {
        DocumentIndex index = new DocumentIndex(database, InstantSource.system());
        AtomicInteger attempts = new AtomicInteger();

        for (String given : List.of("40P01", "40001")) {
            attempts.set(0);
            assertThatThrownBy(() -> index.inTransaction(connection -> {
                        attempts.incrementAndGet();
                        throw new SQLException("given up", given);
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("given up");
            assertThat(attempts).hasValue(5);
        }
        attempts.set(0);
        assertThatThrownBy(() -> index.inTransaction(connection -> {
                    attempts.incrementAndGet();
                    throw new SQLException("the connection is gone", "08006");
                }))
                .isInstanceOf(IOException.class);
        assertThat(attempts).as("of what may have come to pass").hasValue(1);
    }

    private void provideAll(List<String> texts) throws IOException {
        try (Deposit deposit = store.deposit()) {
            for (String text : texts) {
                receive(deposit, "new." + text, text);
            }
            assertThat(deposit.keep()).isEmpty();
            deposit.confirm();
        }
    }

    private static Connection begin() throws SQLException {
        Connection connection = DATABASE.source().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local deadlock_timeout = '1h'");
        }
        return connection;
    }

    private static void lock(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select from repository.content where hash = '"
                    + content(text).hash().hex() + "' for update");
        }
    }

    private static void awaitWaiting(int sessions) throws SQLException, InterruptedException {
        while (number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") < sessions) {
            Thread.sleep(5);
        }
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = DATABASE.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static ContentName content(String text) {
        try {
            return name(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
