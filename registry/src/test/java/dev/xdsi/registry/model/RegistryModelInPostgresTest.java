package dev.xdsi.registry.model;

import dev.xdsi.registry.patients.postgres.PostgresPatientStore;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import dev.xdsi.registry.store.hibernate.TestDatabase;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The same over PostgreSQL, all histories in one database. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class RegistryModelInPostgresTest {
    private static final int TRIES = 20;
    private static final int STEPS = Integer.getInteger("xdsi.model.steps", 2_000);

    private static TestDatabase database;
    private static HibernateRegistryStore store;
    private static PostgresPatientStore patients;

    @BeforeContainer
    static void open() throws IOException {
        database = new TestDatabase();
        store = HibernateRegistryStore.open(database.dataSource(), HibernateRegistryStore.Options.DEFAULT.withMerges());
        patients = PostgresPatientStore.open(database.dataSource());
    }

    @AfterContainer
    static void close() throws IOException {
        store.close();
        database.close();
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    @AddLifecycleHook(ShownSeed.class)
    void theRegistryAnswersAsTheModel(@ForAll("histories") List<Step> history) {
        try (Story story = new Story(store, patients, "p")) {
            story.play(history);
        }
    }

    /** Two processes on one database. */
    @Example
    void whatHappensAtOnceFitsTogether() throws Exception {
        try (HibernateRegistryStore other = HibernateRegistryStore.open(
                database.dataSource(), HibernateRegistryStore.Options.DEFAULT.withMerges())) {
            for (ConcurrentHistory.Part part : ConcurrentHistory.parts(STEPS / 25)) {
                Names names = new Names("c" + part.first());
                try (RealRegistry one = new RealRegistry(store, patients, names);
                        RealRegistry two = new RealRegistry(other, patients, names)) {
                    new ConcurrentHistory(List.of(one, two)).happen(part, STEPS);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Steps.histories(2 * STEPS / TRIES, EnumSet.allOf(Query.class));
    }
}
