package dev.xdsi.registry.store.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.store.AssociationCriteriaContract;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.DocumentEntryCriteriaContract;
import dev.xdsi.registry.store.HappeningsContract;
import dev.xdsi.registry.store.MomentContract;
import dev.xdsi.registry.store.PackageCriteriaContract;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.RegistryStoreContract;
import dev.xdsi.registry.store.SubmissionContract;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore.Options;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HibernateRegistryStoreTest
        implements RegistryStoreContract,
                DocumentEntryCriteriaContract,
                PackageCriteriaContract,
                AssociationCriteriaContract,
                SubmissionContract,
                MomentContract,
                HappeningsContract {
    private TestDatabase database;
    private HibernateRegistryStore store;
    private HibernateRegistryStore watched;

    @BeforeAll
    void open() throws IOException {
        database = new TestDatabase();
        store = HibernateRegistryStore.open(database.dataSource());
        watched = HibernateRegistryStore.open(database.dataSource(), Options.DEFAULT.withHappenings());
    }

    @BeforeEach
    void empty() throws SQLException {
        database.empty();
    }

    @AfterAll
    void close() throws IOException {
        watched.close();
        store.close();
        database.close();
    }

    @Override
    public RegistryStore store() {
        return store;
    }

    @Override
    public Watched watched() {
        return new Watched(watched, watched.happenings());
    }

    @Test
    void findsItsRowsAgainAfterARestart() {
        Registered.in(store, Submissions.manifest("a"));
        store.close();

        store = HibernateRegistryStore.open(database.dataSource());

        assertThat(store.documentEntries(List.of(Criterion.PatientIn.only(Submissions.MARY)), 10))
                .hasSize(1);
    }
}
