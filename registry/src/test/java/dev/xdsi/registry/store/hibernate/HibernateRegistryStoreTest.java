package dev.xdsi.registry.store.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.RegistryStoreContract;
import dev.xdsi.registry.store.SubmissionContract;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HibernateRegistryStoreTest implements RegistryStoreContract, SubmissionContract {
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

    @Override
    public RegistryStore store() {
        return store;
    }

    @Test
    void findsItsRowsAgainAfterARestart() {
        Registered.in(store, Submissions.manifest("a"));
        store.close();

        store = HibernateRegistryStore.open(database.dataSource());

        assertThat(store.documentEntries(List.of(Criterion.PatientIn.only(Submissions.MARY)), 10))
                .hasSize(1);
    }

    @Test
    void saysThatItIsBusyWhenAnotherHoldsWhatIsNeeded() throws SQLException {
        Registered.in(store, Submissions.manifest("a"));
        try (HibernateRegistryStore impatient =
                        HibernateRegistryStore.open(database.dataSource(), Duration.ofMillis(50));
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
}
