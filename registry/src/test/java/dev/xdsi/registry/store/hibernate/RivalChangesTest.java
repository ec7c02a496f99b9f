package dev.xdsi.registry.store.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Verdict;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore.Options;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that get into each other's way, and a database that goes away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RivalChangesTest {
    private TestDatabase database;
    private HibernateRegistryStore store;

    @BeforeAll
    void open() throws IOException {
        database = new TestDatabase();
        store = HibernateRegistryStore.open(database.dataSource());
    }

    @BeforeEach
    void empty() throws SQLException {
        database.empty();
    }

    @AfterAll
    void close() throws IOException {
        store.close();
        database.close();
    }

    @Test
    void saysThatItIsBusyWhenAnotherHoldsWhatIsNeeded() throws SQLException {
        Registered.in(store, Submissions.manifest("a"));
        try (HibernateRegistryStore impatient = HibernateRegistryStore.open(
                        database.dataSource(), new Options(Duration.ofMillis(50), 16, 8, false, false));
                Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("select 1 from registry.patient_turn for update");

                assertThat(Registered.in(impatient, Submissions.manifest("b")))
                        .extracting(XdsError::errorCode)
                        .containsExactly(ErrorCode.XDSRegistryBusy);
            }
            other.rollback();
        }
    }

    /** Twelve changes wait for one patient, and there are ten connections. */
    @Test
    void whoWaitsForATurnKeepsNobodyFromAsking() throws Exception {
        Registered.in(store, Submissions.manifest("a"));
        try (HibernateRegistryStore shared = HibernateRegistryStore.open(
                        database.dataSource(), new Options(Duration.ofSeconds(5), 4, 4, false, false));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            List<Future<List<XdsError>>> waiting;
            try (Statement lock = other.createStatement()) {
                lock.execute("select 1 from registry.patient_turn for update");
                waiting = IntStream.range(0, 12)
                        .mapToObj(i -> threads.submit(() -> Registered.in(shared, Submissions.manifest("w" + i))))
                        .toList();
                for (int looks = 0; looks < 10_000 && waiting(lock) < 4; looks++) {
                    Thread.onSpinWait();
                }

                assertThat(shared.documentEntries(List.of(Criterion.PatientIn.only(Submissions.MARY)), 10))
                        .hasSize(1);
                assertThat(waiting(lock)).isEqualTo(4);
            } finally {
                other.rollback();
            }
            for (Future<List<XdsError>> change : waiting) {
                assertThat(change.get()).isEmpty();
            }
        }
        assertThat(store.documentEntries(List.of(), 20)).hasSize(13);
    }

    private static int waiting(Statement statement) throws SQLException {
        try (ResultSet count =
                statement.executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database()")) {
            count.next();
            return count.getInt(1);
        }
    }

    /** What is asked together with the turn is read when the turn is had, not when it is asked for. */
    @Test
    void whoHasWaitedForHisTurnSeesWhatWasDoneBefore() throws Exception {
        Registered.in(store, Submissions.manifest("original"));
        EntryUuid original = Submissions.uuid("original");
        Identifiers identifiers = new Identifiers(Set.of(original), Set.of());
        AtomicReference<@Nullable AvailabilityStatus> seen = new AtomicReference<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = database.dataSource().getConnection();
                Statement sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("select 1 from registry.patient_turn for update");
            Future<List<XdsError>> late =
                    threads.submit(() -> store.change(Scope.of(Submissions.MARY, identifiers), registered -> {
                        seen.set(registered
                                .history(identifiers)
                                .object(original)
                                .orElseThrow()
                                .availabilityStatus());
                        return new Verdict.Accepted(Change.NOTHING, List.of());
                    }));
            for (int looks = 0; looks < 10_000 && waiting(sql) < 1; looks++) {
                Thread.onSpinWait();
            }
            assertThat(waiting(sql)).isEqualTo(1);
            sql.execute("update registry.document_entry set availability_status = 'DEPRECATED'");
            other.commit();

            assertThat(late.get()).isEmpty();
        }
        assertThat(seen).hasValue(AvailabilityStatus.DEPRECATED);
    }

    /** Two processes with one database: what one has replaced the other cannot replace again. */
    @Test
    void severalProcessesShareOneDatabase() throws Exception {
        Registered.in(store, Submissions.manifest("original"));
        try (HibernateRegistryStore other = HibernateRegistryStore.open(database.dataSource());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<XdsError>>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> replace(i % 2 == 0 ? store : other, "replacement" + i)))
                    .toList();

            int accepted = 0;
            for (Future<List<XdsError>> answer : answers) {
                accepted += answer.get().isEmpty() ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }
        assertThat(store.documentEntries(List.of(new Criterion.StatusIn(Set.of(AvailabilityStatus.APPROVED))), 10))
                .hasSize(1);
    }

    private static List<XdsError> replace(RegistryStore store, String by) {
        EntryUuid original = Submissions.uuid("original");
        Change change = Registered.adding(Submissions.manifest(by))
                .withStatuses(Map.of(original, AvailabilityStatus.DEPRECATED));
        return store.change(Registered.scope(change), registered -> {
            var known = registered
                    .history(new Identifiers(Set.of(original), Set.of()))
                    .object(original)
                    .orElseThrow();
            return known.availabilityStatus() == AvailabilityStatus.APPROVED
                    ? new Verdict.Accepted(change, List.of())
                    : new Verdict.Refused(List.of(XdsError.of(ErrorCode.XDSRegistryDeprecatedDocumentError, "late")));
        });
    }

    /** Whatever PostgreSQL gives up in favour of another is tried again, and the judge asked again. */
    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "23505"})
    void whatGaveWayIsTriedAgain(String sqlState) {
        AtomicInteger asked = new AtomicInteger();
        Change change = Registered.adding(Submissions.manifest("a"));

        List<XdsError> errors = store.change(Registered.scope(change), registered -> {
            if (asked.incrementAndGet() < 3) {
                throw new IllegalStateException(new SQLException("another was first", sqlState));
            }
            return new Verdict.Accepted(change, List.of());
        });

        assertThat(errors).isEmpty();
        assertThat(asked).hasValue(3);
        assertThat(store.documentEntries(List.of(), 10)).hasSize(1);
    }

    @Test
    void whatGivesWayAgainAndAgainIsBusyAndNotRegistered() {
        Change change = Registered.adding(Submissions.manifest("a"));

        List<XdsError> errors = store.change(Registered.scope(change), registered -> {
            throw new IllegalStateException(new SQLException("another was first", "40P01"));
        });

        assertThat(errors).extracting(XdsError::errorCode).containsExactly(ErrorCode.XDSRegistryBusy);
        assertThat(store.documentEntries(List.of(), 10)).isEmpty();
    }

    /** A stranger holds the uniqueId that the change is to write and waits for the turn that the change holds. */
    @Test
    void aDeadlockIsTriedAgain() throws Exception {
        Change change = Registered.adding(Submissions.manifest("a"));
        AtomicInteger asked = new AtomicInteger();
        List<Future<Boolean>> waiting = new ArrayList<>();
        Registered.in(store, Submissions.manifest("earlier"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection stranger = database.dataSource().getConnection();
                Statement sql = stranger.createStatement()) {
            stranger.setAutoCommit(false);
            sql.execute("set local deadlock_timeout = '20s'");
            sql.execute("insert into registry.unique_id values ('%s', 'DOCUMENT_ENTRY', null, null, '{}', '{}')"
                    .formatted(Submissions.manifest("a").uniqueId()));

            List<XdsError> errors = store.change(Registered.scope(change), registered -> {
                if (asked.incrementAndGet() == 1) {
                    waiting.add(threads.submit(() -> {
                        sql.execute("select 1 from registry.patient_turn for update");
                        stranger.rollback();
                        return true;
                    }));
                }
                return new Verdict.Accepted(change, List.of());
            });

            assertThat(errors).isEmpty();
            assertThat(asked.get()).isGreaterThan(1);
            assertThat(waiting.getFirst().get()).isTrue();
        }
        assertThat(store.documentEntries(List.of(), 10)).hasSize(2);
    }

    /** Whether the database has taken what it never confirmed nobody knows; so it is no success. */
    @Test
    void aConnectionThatDiesInTheCommitIsNoSuccess() {
        AtomicBoolean killing = new AtomicBoolean();
        try (HibernateRegistryStore doomed =
                HibernateRegistryStore.open(killedInCommit(database.dataSource(), killing))) {
            killing.set(true);
            assertThatThrownBy(() -> Registered.in(doomed, Submissions.manifest("a")))
                    .isInstanceOf(RuntimeException.class);
            killing.set(false);
        }
        assertThat(store.documentEntries(List.of(), 10)).isEmpty();
        assertThat(Registered.in(store, Submissions.manifest("a"))).isEmpty();
    }

    /** A data source whose connections are cut off when they are to commit, while that is wanted. */
    private static DataSource killedInCommit(DataSource dataSource, AtomicBoolean killing) {
        return proxy(
                DataSource.class,
                dataSource,
                (method, arguments) -> {},
                result -> result instanceof Connection connection
                        ? proxy(
                                Connection.class,
                                connection,
                                (method, arguments) -> {
                                    if (method.equals("prepareStatement")
                                            && arguments[0].toString().endsWith("commit")
                                            && killing.get()) {
                                        kill(dataSource, connection);
                                    }
                                },
                                same -> same)
                        : result);
    }

    private static void kill(DataSource dataSource, Connection victim) throws SQLException {
        try (Statement ask = victim.createStatement();
                ResultSet pid = ask.executeQuery("select pg_backend_pid()");
                Connection killer = dataSource.getConnection();
                Statement kill = killer.createStatement()) {
            pid.next();
            kill.execute("select pg_terminate_backend(" + pid.getInt(1) + ")");
        }
    }

    private interface Before {
        void call(String method, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T target, Before before, UnaryOperator<@Nullable Object> after) {
        return type.cast(Proxy.newProxyInstance(
                RivalChangesTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    before.call(method.getName(), arguments == null ? new Object[0] : arguments);
                    try {
                        return after.apply(method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
