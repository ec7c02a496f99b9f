package dev.xdsi.registry.store.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.iti18.RegistryStoredQuery;
import dev.xdsi.registry.iti51.MultiPatientStoredQuery;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.StoreQuestions.BusyException;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore.Options;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What it costs to answer several questions from one moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MomentTest {
    private static final String FIND_DOCUMENTS = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
    private static final String FIND_DOCUMENTS_OF_SEVERAL = "urn:uuid:3d1bdb10-39a2-11de-89c2-2f44d94eaa9f";
    private static final String GET_ALL = "urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3";
    private static final String APPROVED = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
    private static final int AT_ONCE = 4;
    private static final int ASKING = 12;

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
        Registered.change(store, Change.adding(List.of(Registered.asXml(Submissions.manifest("a")))));
    }

    @AfterAll
    void close() throws IOException {
        store.close();
        database.close();
    }

    /** Twelve ask, and each needs a second connection meanwhile, as who must know consents does; there are ten. */
    @Test
    void thereIsAConnectionForWhoDecidesMeanwhile() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        try (HibernateRegistryStore shared = HibernateRegistryStore.open(
                        database.dataSource(), new Options(Duration.ofSeconds(30), 4, AT_ONCE, false, false));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, ASKING)
                    .mapToObj(i -> threads.submit(() -> shared.atOneMoment(moment -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        meet(together);
                        int seen = moment.documentEntries(List.of(), 10).size();
                        int decided = shared.documentEntries(List.of(Criterion.PatientIn.only(Submissions.MARY)), 10)
                                .size();
                        inside.decrementAndGet();
                        return seen + decided;
                    })))
                    .toList();

            for (Future<Integer> answer : answers) {
                assertThat(answer.get(2, TimeUnit.MINUTES)).isEqualTo(2);
            }
        }
        assertThat(most).hasValue(AT_ONCE);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException("the others do not come", e);
        }
    }

    @Test
    void whoWouldWaitForTooLongIsToldSo() {
        try (HibernateRegistryStore impatient = HibernateRegistryStore.open(
                database.dataSource(), new Options(Duration.ofMillis(20), 4, 1, false, false))) {
            impatient.atOneMoment(moment -> {
                assertThatThrownBy(() -> impatient.atOneMoment(second -> 0)).isInstanceOf(BusyException.class);
                assertThat(moment.<Integer>atOneMoment(
                                same -> same.documentEntries(List.of(), 10).size()))
                        .isEqualTo(1);
                return 0;
            });

            assertThat(impatient.<Integer>atOneMoment(moment -> 1)).isEqualTo(1);
        }
    }

    /** One statement, and no transaction around it. */
    @Test
    void aQueryOfOneQuestionIsOneRoundTrip() {
        List<String> trips = trips(
                FIND_DOCUMENTS,
                SlotDraft.of("$XDSDocumentEntryPatientId", "'" + Submissions.MARY.cx() + "'"),
                SlotDraft.of("$XDSDocumentEntryStatus", APPROVED));

        assertThat(trips).singleElement().asString().startsWith("select").contains("registry.document_entry");
    }

    /** Each question once, where the Associations are looked for too; and the transaction begins and ends. */
    @Test
    void aQueryOfSeveralQuestionsAsksEachOnce() {
        List<String> trips = trips(
                GET_ALL,
                SlotDraft.of("$patientId", "'" + Submissions.MARY.cx() + "'"),
                SlotDraft.of("$XDSDocumentEntryStatus", APPROVED),
                SlotDraft.of("$XDSSubmissionSetStatus", APPROVED),
                SlotDraft.of("$XDSFolderStatus", APPROVED));

        assertThat(trips).hasSize(7).first().asString().startsWith("set transaction");
        assertThat(trips).last().isEqualTo("rollback");
        assertThat(trips).doesNotHaveDuplicates();
    }

    /** All partitions are asked then, and of such questions there are no more at once than of those that take several. */
    @Test
    void aQueryAboutNobodyInParticularIsAMoment() {
        List<String> trips = new ArrayList<>();
        SlotDraft code = SlotDraft.of("$XDSDocumentEntryClassCode", "('a^^b')");
        SlotDraft status = SlotDraft.of("$XDSDocumentEntryStatus", APPROVED);
        SlotDraft mary = SlotDraft.of("$XDSDocumentEntryPatientId", "('" + Submissions.MARY.cx() + "')");
        try (HibernateRegistryStore watched =
                HibernateRegistryStore.open(Trips.watched(database.dataSource(), trips))) {
            MultiPatientStoredQuery queries = new MultiPatientStoredQuery(caller -> watched, QueryLimits.DEFAULT, null);
            trips.clear();
            queries.perform(ofSeveral(status, code), Caller.self("counting"));
            assertThat(trips).first().asString().startsWith("set transaction");
            trips.clear();
            queries.perform(ofSeveral(status, code, mary), Caller.self("counting"));
            assertThat(trips).singleElement().asString().startsWith("select");
        }
    }

    private static StoredQueryRequest ofSeveral(SlotDraft... parameters) {
        return new StoredQueryRequest(FIND_DOCUMENTS_OF_SEVERAL, ReturnType.ObjectRef, null, List.of(parameters));
    }

    /** Ten million entries may take longer than a statement may; here somebody else has the table. */
    @Test
    void whatTakesTooLongIsGivenUpAndSaid() throws SQLException {
        try (HikariDataSource hurried = database.pool("-c statement_timeout=300ms");
                HibernateRegistryStore store = HibernateRegistryStore.open(hurried);
                Connection other = database.dataSource().getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table registry.document_entry in access exclusive mode");
            var answer = new RegistryStoredQuery(store, QueryLimits.DEFAULT)
                    .perform(
                            new StoredQueryRequest(
                                    FIND_DOCUMENTS,
                                    ReturnType.ObjectRef,
                                    null,
                                    List.of(
                                            SlotDraft.of(
                                                    "$XDSDocumentEntryPatientId", "'" + Submissions.MARY.cx() + "'"),
                                            SlotDraft.of("$XDSDocumentEntryStatus", APPROVED))),
                            Caller.self("waiting"));
            other.rollback();

            assertThat(answer.errors()).singleElement().satisfies(error -> {
                assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRegistryBusy);
                assertThat(error.codeContext()).contains("longer");
            });
        }
    }

    @Test
    void whatFailedFirstIsWhatIsTold() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            Connection broken = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        Object result = method.invoke(connection, arguments);
                        if (method.getName().equals("rollback")) {
                            throw new SQLException("the connection is gone");
                        }
                        return result;
                    });

            assertThatThrownBy(() -> new Moment(broken).answer(() -> {
                        throw new IllegalArgumentException("the first");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(first -> assertThat(first.getSuppressed())
                            .singleElement()
                            .satisfies(second -> assertThat(second).hasMessage("the connection is gone")));
            assertThatThrownBy(() -> new Moment(broken).answer(() -> 1))
                    .isInstanceOf(DatabaseException.class)
                    .hasRootCauseMessage("the connection is gone");
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    /** Everything that goes to the database while a query is answered. */
    private List<String> trips(String query, SlotDraft... parameters) {
        List<String> trips = Collections.synchronizedList(new ArrayList<>());
        try (HibernateRegistryStore watched =
                HibernateRegistryStore.open(Trips.watched(database.dataSource(), trips))) {
            trips.clear();
            var answer = new RegistryStoredQuery(watched, QueryLimits.DEFAULT)
                    .perform(
                            new StoredQueryRequest(query, ReturnType.LeafClass, null, List.of(parameters)),
                            Caller.self("counting"));
            assertThat(answer.errors()).isEmpty();
        }
        return trips;
    }
}
