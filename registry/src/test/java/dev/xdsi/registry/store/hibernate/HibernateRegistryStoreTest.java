package dev.xdsi.registry.store.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.RegistryStoreContract;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HibernateRegistryStoreTest implements RegistryStoreContract {
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

        assertThat(store.documentEntries(List.of(new Criterion.PatientIs(Submissions.MARY)), 10))
                .hasSize(1);
    }
}
