package dev.xdsi.registry.merges;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.patients.postgres.PostgresPatientStore;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import dev.xdsi.registry.store.hibernate.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A store that sees merges itself is asked once about patients whom none concerns, and about others as any other store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergesSeenTest {
    private final List<PatientId> looks = new ArrayList<>();

    private TestDatabase database;
    private HibernateRegistryStore store;
    private PatientDirectory patients;
    private SurvivingPatients surviving;

    @BeforeAll
    void open() throws IOException {
        database = new TestDatabase();
        store = HibernateRegistryStore.open(database.dataSource(), HibernateRegistryStore.Options.DEFAULT.withMerges());
        patients = PostgresPatientStore.open(database.dataSource());
        surviving = new SurvivingPatients(store, counted());
        Registered.change(
                store,
                Change.adding(List.of(
                        Registered.asXml(manifest("hers")),
                        Registered.asXml(submissionSet("set")),
                        Registered.asXml(folder("folder")))));
    }

    @AfterAll
    void close() throws IOException {
        store.close();
        database.close();
    }

    @BeforeEach
    void unmerged() throws SQLException {
        execute("delete from patients.patient");
        looks.clear();
    }

    private PatientDirectory counted() {
        return new PatientDirectory() {
            @Override
            public boolean isKnown(PatientId id) {
                return patients.isKnown(id);
            }

            @Override
            public PatientId survivorOf(PatientId id) {
                looks.add(id);
                return patients.survivorOf(id);
            }

            @Override
            public Set<PatientId> mergedInto(PatientId id) {
                looks.add(id);
                return patients.mergedInto(id);
            }
        };
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the feed would leave it. */
    private void merged(PatientId subsumed, PatientId survivor) throws SQLException {
        execute("""
                insert into patients.patient (patient_id, telecoms, merged_into)
                values ('%s', '{}', null), ('%s', '{}', '%s')
                """.formatted(survivor.cx(), subsumed.cx(), survivor.cx()));
    }

    private static List<EntryUuid> entries(StoreQuestions asked, PatientId patient) {
        return asked.documentEntries(List.of(PatientIn.only(patient)), 10).stream()
                .map(RegisteredEntry::entryUUID)
                .toList();
    }

    private List<EntryUuid> atOneMoment(PatientId patient) {
        return surviving.atOneMoment(moment -> entries(moment, patient));
    }

    @Test
    void nobodyLooksForMergesWhereTheStoreSeesThatThereAreNone() {
        PatientIn mary = PatientIn.only(MARY);

        assertThat(entries(surviving, MARY)).containsExactly(uuid("hers"));
        assertThat(surviving.submissionSets(List.of(mary), 10)).hasSize(1);
        assertThat(surviving.folders(List.of(mary), 10)).hasSize(1);
        assertThat(atOneMoment(MARY)).containsExactly(uuid("hers"));
        assertThat(looks).isEmpty();
    }

    @Test
    void nothingIsNoProofThatNobodyWasMerged() throws SQLException {
        assertThat(entries(surviving, JOHN)).isEmpty();
        assertThat(looks).containsExactly(JOHN);

        merged(MARY, JOHN);

        assertThat(entries(surviving, JOHN)).containsExactly(uuid("hers"));
        assertThat(atOneMoment(JOHN)).containsExactly(uuid("hers"));
    }

    @Test
    void underASubsumedIdThereIsNothing() throws SQLException {
        merged(MARY, JOHN);

        assertThat(entries(surviving, MARY)).isEmpty();
        assertThat(atOneMoment(MARY)).isEmpty();
    }

    @Test
    void whoSurvivedSomebodyIsFoundWithWhatWasHisAndWithHis() throws SQLException {
        merged(JOHN, MARY);

        assertThat(entries(surviving, MARY)).containsExactly(uuid("hers"));
        assertThat(looks).contains(MARY);
    }

    @Test
    void whatACallHasSeenIsNotLookedForAgainByWhoDecides() throws SQLException {
        SurvivingPatients.Call call = surviving.call();
        assertThat(entries(call.store(), MARY)).containsExactly(uuid("hers"));

        merged(MARY, JOHN);

        assertThat(entries(call.forDecisions(), MARY))
                .as("as it was when the call began")
                .containsExactly(uuid("hers"));
        assertThat(looks).isEmpty();
        assertThat(entries(surviving.call().forDecisions(), MARY))
                .as("of the survivor")
                .containsExactly(uuid("hers"));
        assertThat(entries(surviving.call().store(), MARY)).isEmpty();
    }

    @Test
    void aChangeOfWhomNoMergeConcernsLooksForNone() {
        Registered.change(surviving, Change.adding(List.of(Registered.asXml(manifest("second")))));

        assertThat(looks).isEmpty();
        assertThat(entries(surviving, MARY)).containsExactlyInAnyOrder(uuid("hers"), uuid("second"));
        Registered.change(surviving, new Change(List.of(), Map.of(), List.of(), Set.of(uuid("second"))));
        assertThat(entries(surviving, MARY)).containsExactly(uuid("hers"));
    }

    /** Whatever was judged, nothing of it may be taken for done before the turns of all are taken. */
    @Test
    void aChangeOfASurvivorIsMadeInTheTurnsOfAll() throws SQLException {
        merged(JOHN, MARY);

        Registered.change(surviving, Change.adding(List.of(Registered.asXml(manifest("third")))));

        assertThat(looks).contains(MARY);
        assertThat(entries(surviving, MARY)).containsExactlyInAnyOrder(uuid("hers"), uuid("third"));
        Registered.change(surviving, new Change(List.of(), Map.of(), List.of(), Set.of(uuid("third"))));
    }
}
