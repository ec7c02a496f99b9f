package dev.xdsi.registry.iti42;

import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import dev.xdsi.registry.store.hibernate.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterDocumentSetInPostgresTest
        implements RegisterDocumentSetContract, UniqueIdsContract, AssociationsContract, ConsentPoliciesContract {
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
}
