package dev.xdsi.registry.store.hibernate;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.registry.disclosure.VisibleObjects;
import dev.xdsi.registry.store.Allowance;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.registry.store.StoreQuestions.BusyException;
import dev.xdsi.registry.store.StoreQuestions.TooManyResultsException;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An answer that is longer than the texts that are read at once: counted, then read in portions, or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongAnswerTest {
    private static final int ALL = 130;
    private static final List<PatientIn> OF_MARY = List.of(PatientIn.only(MARY));

    private final List<String> trips = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> told = new ArrayList<>();
    private TestDatabase database;
    private HibernateRegistryStore store;

    @BeforeAll
    void open() throws IOException {
        database = new TestDatabase();
        store = HibernateRegistryStore.open(Trips.watched(database.dataSource(), trips));
        Registered.in(
                store, IntStream.range(0, ALL).mapToObj(i -> manifest("m" + i)).toArray(RegistryObject[]::new));
    }

    @AfterAll
    void close() throws IOException {
        store.close();
        database.close();
    }

    @BeforeEach
    void nothingIsAskedYet() {
        trips.clear();
        told.clear();
    }

    private StoreQuestions upTo(int most) {
        return store.within(new Allowance(most, told::add));
    }

    @Test
    void itIsCountedAndReadInPortionsFromOneMoment() {
        assertThat(upTo(ALL).documentEntries(OF_MARY, ALL + 1))
                .hasSize(ALL)
                .allSatisfy(entry -> assertThat(entry.object().written()).isNull());

        assertThat(told).containsExactly(ALL);
        assertThat(trips).hasSize(5);
        assertThat(trips.get(0)).startsWith("select entry_uuid").doesNotContain(Trips.IN_PORTIONS);
        assertThat(trips.get(1)).startsWith("set transaction");
        assertThat(trips.get(2)).startsWith("select count(*)");
        assertThat(trips.get(3)).startsWith("select entry_uuid").endsWith(Trips.IN_PORTIONS);
        assertThat(trips.get(4)).isEqualTo("rollback");
    }

    @Test
    void whatIsTooLongIsCountedAndNotRead() {
        assertThatThrownBy(() -> upTo(ALL - 1).documentEntries(OF_MARY, ALL))
                .isInstanceOf(TooManyResultsException.class);

        assertThat(told).isEmpty();
        assertThat(trips).hasSize(4);
        assertThat(trips.get(2)).startsWith("select count(*)");
        assertThat(trips.get(3)).isEqualTo("rollback");
    }

    @Test
    void inAMomentItIsReadInPortionsToo() {
        List<RegisteredEntry> found = upTo(ALL).atOneMoment(moment -> moment.documentEntries(OF_MARY, ALL + 1));

        assertThat(found).hasSize(ALL);
        assertThat(told).containsExactly(ALL);
        assertThat(trips).hasSize(5);
        assertThat(trips.get(0)).startsWith("set transaction");
        assertThat(trips.get(3)).endsWith(Trips.IN_PORTIONS);
        assertThat(trips.get(4)).isEqualTo("rollback");
    }

    @Test
    void noMoreIsToldThanIsAskedFor() {
        assertThat(upTo(ALL).documentEntries(OF_MARY, ALL - 5)).hasSize(ALL - 5);
        assertThat(told).containsExactly(ALL - 5);
    }

    @Test
    void aShortAnswerIsNotCounted() {
        assertThat(upTo(1).documentEntries(OF_MARY, 50)).hasSize(50);
        assertThat(told).isEmpty();
        assertThat(trips).hasSize(1);
    }

    @Test
    void afterARefusalTheConnectionIsAsItWas() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            StoreQuestions full = new ConnectionSnapshot(connection, false, new Allowance(ALL, rows -> {
                throw new BusyException("full");
            }));
            assertThatThrownBy(() -> full.documentEntries(OF_MARY, ALL)).isInstanceOf(BusyException.class);

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(new ConnectionSnapshot(connection).documentEntries(OF_MARY, ALL + 1))
                    .hasSize(ALL);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    /** Too much to be looked through at first, and little of it to be seen: neither is refused, both are told. */
    @Test
    void whoMaySeeLittleIsAnsweredWithThat() {
        String two = "(" + manifest("m7").uniqueId() + "|" + manifest("m99").uniqueId() + ")";
        ConsentDecisionPoint consent = (caller, transaction) ->
                resource -> String.valueOf(resource.documentUniqueId()).matches(two.replace(".", "\\."))
                        ? new Decision.Permitted("open", false)
                        : new Decision.Denied("secret");
        StoreQuestions visible = new VisibleObjects(store, consent.viewOf(Caller.self("test"), "ITI-18"))
                .within(new Allowance(119, told::add));

        assertThat(visible.documentEntries(OF_MARY, 120)).hasSize(2);
        assertThat(told).containsExactly(120, ALL);
    }
}
