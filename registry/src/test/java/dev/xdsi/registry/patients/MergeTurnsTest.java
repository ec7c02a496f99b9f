package dev.xdsi.registry.patients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import dev.xdsi.registry.patients.postgres.PostgresPatientStore;
import dev.xdsi.registry.store.hibernate.TestDatabase;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges that meet: the turns of both patients are taken before anything is looked at, and in one order for all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeTurnsTest {
    private static final Oid OURS = new Oid("1.2.276.0.76.4.99");

    private final AtomicInteger messages = new AtomicInteger();
    private TestDatabase database;
    private PostgresPatientStore store;

    @BeforeAll
    void open() throws IOException {
        database = new TestDatabase();
        store = PostgresPatientStore.open(database.dataSource());
    }

    @AfterAll
    void close() throws IOException {
        database.close();
    }

    private PatientId known(String name) {
        PatientId id = new PatientId(name, OURS);
        assertThat(apply(
                        store, new PatientUpdate(id, Occasion.REGISTRATION, List.of(), Demographics.UNKNOWN, Set.of())))
                .isEqualTo(Applied.CREATED);
        return id;
    }

    private Applied apply(PatientStore store, PatientChange change) {
        return store.apply(new FeedMessage("turns", "m" + messages.incrementAndGet(), "x", change));
    }

    /** Ann is merged into Bea; before that is written, Bea is merged into Ann: who is late sees what the other did. */
    @Test
    void twoMergesInACircleAreOne() throws Exception {
        PatientId ann = known("ann");
        PatientId bea = known("bea");
        AtomicInteger writing = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        PatientStore slow = PostgresPatientStore.open(pausing(database.dataSource(), sql -> {
            if (sql.contains("set merged_into") && writing.incrementAndGet() == 1) {
                await(goOn);
            }
        }));
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Applied> first = senders.submit(() -> apply(slow, new PatientMerge(bea, ann)));
            until(() -> writing.get() == 1);
            Future<Applied> second = senders.submit(() -> apply(slow, new PatientMerge(ann, bea)));
            until(() -> second.isDone() || waiting() > 0);
            goOn.countDown();

            assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo(Applied.MERGED);
            assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo(Applied.SURVIVOR_MERGED);
        }
        assertThat(store.survivorOf(ann)).isEqualTo(bea);
        assertThat(store.isKnown(bea)).isTrue();
    }

    /** Whoever waits for the first turn does not hold the second, whichever of the two survives; so nobody waits in a circle. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void turnsAreTakenInOneOrder(boolean theOtherSurvives) throws Exception {
        PatientId one = known("one" + theOtherSurvives);
        PatientId other = known("other" + theOtherSurvives);
        PatientMerge merge = theOtherSurvives ? new PatientMerge(other, one) : new PatientMerge(one, other);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
                Connection holding = database.dataSource().getConnection();
                Statement sql = holding.createStatement()) {
            long[] turns = {turn(sql, one), turn(sql, other)};
            long first = Math.min(turns[0], turns[1]);
            holding.setAutoCommit(false);
            sql.execute("select pg_advisory_xact_lock(" + first + ")");
            Future<Applied> merging = senders.submit(() -> apply(store, merge));
            until(() -> waiting() > 0);

            assertThat(ask(sql, "select pg_try_advisory_xact_lock(" + Math.max(turns[0], turns[1]) + ")::int"))
                    .isEqualTo(1);

            holding.rollback();
            holding.setAutoCommit(true);
            assertThat(merging.get(1, TimeUnit.MINUTES)).isEqualTo(Applied.MERGED);
        }
    }

    private static long turn(Statement sql, PatientId id) throws SQLException {
        return ask(sql, "select hashtextextended('patients " + id.cx() + "', 0)");
    }

    private static long ask(Statement sql, String question) throws SQLException {
        try (ResultSet answer = sql.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private long waiting() {
        try (Connection connection = database.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            return ask(
                    sql,
                    "select count(*) from pg_stat_activity where wait_event = 'advisory' and datname = current_database()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(BooleanSupplier reached) {
        for (int looks = 0; looks < 5_000 && !reached.getAsBoolean(); looks++) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A data source that tells each statement before it is made. */
    private static DataSource pausing(DataSource dataSource, Consumer<String> before) {
        return proxy(
                DataSource.class,
                dataSource,
                sql -> {},
                result -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, before, same -> same)
                        : result);
    }

    private static <T> T proxy(
            Class<T> type, T target, Consumer<String> before, UnaryOperator<@Nullable Object> after) {
        return type.cast(Proxy.newProxyInstance(
                MergeTurnsTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        before.accept((String) arguments[0]);
                    }
                    try {
                        return after.apply(method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
