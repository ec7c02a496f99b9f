package dev.xdsi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.benchmarks.Population.Part;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.registry.iti42.RegisterDocumentSet;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import dev.xdsi.registry.submission.AffinityDomain;
import dev.xdsi.registry.submission.PrivacyPolicies;
import dev.xdsi.registry.submission.Registrar;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same patients in two databases: loaded past the registry into one, registered by ITI-42 in the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkLoaderTest {
    private static final int END = 10;

    private EmbeddedPostgres postgres;
    private DataSource loaded;
    private DataSource registered;
    private int told;

    @BeforeAll
    void fillBoth() throws Exception {
        postgres = EmbeddedPostgres.start();
        loaded = database("loaded");
        registered = database("registered");
        HibernateRegistryStore.open(loaded).close();
        new BulkLoader(loaded).load(IntStream.range(Population.FIRST, END), entries -> told += entries);
        try (HibernateRegistryStore store = HibernateRegistryStore.open(registered)) {
            for (int patient = Population.FIRST; patient < END; patient++) {
                register(store, patient);
            }
        }
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    private DataSource database(String name) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return postgres.getDatabase("postgres", name);
    }

    private static void register(HibernateRegistryStore store, int patient) {
        RegisterDocumentSet iti42 = new RegisterDocumentSet(new Registrar(
                store,
                new AffinityDomain(PatientDirectory.EVERYONE, PrivacyPolicies.ANY, () -> PermittedCodes.ANY),
                () -> EntryUuid.of(UUID.randomUUID()),
                InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"))));
        for (int set = 0; set < Population.sets(patient); set++) {
            assertThat(iti42.perform(
                            new RegisterDocumentSetRequest(submission(new Part(patient, set, set + 1))),
                            Caller.self("test")))
                    .isEqualTo(RegistryResponse.SUCCESS);
        }
    }

    private static SubmissionDraft submission(Part part) {
        int patient = part.patient();
        EntryUuid set = id('s', patient, part.fromSet());
        List<RegistryObject> objects = new ArrayList<>();
        objects.add(MadeUpObjects.submissionSet(
                set, Population.patientId(patient), Population.uniqueId('s', patient, part.fromSet())));
        for (int entry = part.firstEntry(); entry < part.endEntry(); entry++) {
            EntryUuid document = id('e', patient, entry);
            objects.add(MadeUpObjects.documentEntry(
                    document, Population.patientId(patient), Population.uniqueId('e', patient, entry)));
            objects.add(MadeUpObjects.association(AssociationType.HAS_MEMBER, id('m', patient, entry), set, document));
            if (entry > 0 && Population.isReplaced(patient, entry - 1)) {
                objects.add(MadeUpObjects.association(
                        AssociationType.RPLC, id('r', patient, entry), document, id('e', patient, entry - 1)));
            }
        }
        List<RegistryObjectDraft> drafts =
                objects.stream().map(DraftWriter::draft).toList();
        return new SubmissionDraft(drafts);
    }

    private static EntryUuid id(char kind, int patient, int object) {
        return EntryUuid.of(Population.uuid(kind, patient, object));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient_turn",
                "registered_id",
                "unique_id",
                "document_entry",
                "submission_set",
                "folder",
                "association"
            })
    void theTablesAreAsIti42WouldHaveLeftThem(String table) throws SQLException {
        String rows = "select r::text from registry." + table + " r order by 1";
        if (table.equals("unique_id")) {
            // Nobody submits again what was loaded, so the hash of a whole submission may be any.
            rows =
                    "select (unique_id, kind, case kind when 'SUBMISSION_SET' then length(hash)::text else hash end, size,"
                            + " entry_uuids, patient_ids)::text from registry.unique_id order by 1";
        }

        assertThat(answers(loaded, rows)).isEqualTo(answers(registered, rows));
        assertThat(answers(loaded, rows).isEmpty()).isEqualTo(table.equals("folder"));
    }

    @Test
    void allIsCountedThatWasLoaded() {
        assertThat(told)
                .isEqualTo(IntStream.range(Population.FIRST, END)
                        .map(Population::entries)
                        .sum());
    }

    @Test
    void theIndexesAreAsInADatabaseThatWasNotLoaded() throws SQLException {
        String indexes = "select indexdef from pg_indexes where schemaname = 'registry' order by 1";

        assertThat(answers(loaded, indexes))
                .isEqualTo(answers(registered, indexes))
                .hasSizeGreaterThan(100);
    }

    @Test
    void anIndexThatIsMissingAfterwardsIsTold() throws SQLException {
        try (Connection connection = registered.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Indexes indexes = Indexes.takenAway(connection);
            for (String definition : indexes.definitions()) {
                statement.execute(definition);
            }
            indexes.requireAsBefore(connection);

            statement.execute("drop index registry.association_source");

            assertThatThrownBy(() -> indexes.requireAsBefore(connection))
                    .hasMessageContaining("missing are [CREATE INDEX")
                    .hasMessageContaining("association_source ON");
            connection.rollback();
        }
    }

    /** {@code pgbench} computes ids in SQL. */
    @Test
    void sqlKnowsTheIdsToo() throws SQLException {
        String ids = "select %s, %s, %s from (select 17 as patient) p"
                .formatted(
                        Population.patientIdSql("patient"),
                        Population.uuidSql('e', "patient", 3),
                        Population.uniqueIdSql('e', "patient", 3));

        assertThat(answers(loaded, ids))
                .containsExactly(
                        Population.patientId(17).cx(),
                        Population.uuid('e', 17, 3).toString(),
                        Population.uniqueId('e', 17, 3));
    }

    private static List<String> answers(DataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (found.next()) {
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    all.add(found.getString(column));
                }
            }
            return all;
        }
    }
}
