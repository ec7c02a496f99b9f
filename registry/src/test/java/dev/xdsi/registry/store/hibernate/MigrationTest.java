package dev.xdsi.registry.store.hibernate;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.CodeAttribute;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.LikePattern;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was registered before the schema had partitions is found afterwards. */
class MigrationTest {
    private static final String FIRST = """
        set search_path = registry;
        insert into registered_id values ('{a}', 'DOCUMENT_ENTRY', '{mary}'), ('{b}', 'DOCUMENT_ENTRY', '{john}'),
            ('{s}', 'SUBMISSION_SET', '{mary}'), ('{f}', 'FOLDER', '{mary}'), ('{m}', 'ASSOCIATION', '{mary}');
        insert into unique_id values ('1.2.3', 'DOCUMENT_ENTRY', '00000000000000000000000000000000000000aa', 5),
            ('1.2.4', 'SUBMISSION_SET', null, null), ('1.2.5', 'FOLDER', null, null);
        insert into document_entry values
            ('{a}', '{mary}', 'APPROVED', '{a}', 1, '1.2.3', 'STABLE', 'C^^1', 'T^^1', 'P^^1', 'H^^1', 'F^^1', now(), null, null, 'first'),
            ('{b}', '{john}', 'DEPRECATED', '{b}', 1, '1.2.3', 'STABLE', 'C^^1', 'T^^1', 'P^^1', 'H^^1', 'F^^1', null, null, null, 'second');
        insert into document_entry_code values ('{a}', '{mary}', 'EVENT_CODE_LIST', 'CT^^2'), ('{a}', '{mary}', 'EVENT_CODE_LIST', 'CR^^2'),
            ('{a}', '{mary}', 'CONFIDENTIALITY_CODE', 'N^^3');
        insert into document_entry_author values ('{a}', '{mary}', 'Smitty^Gerald');
        insert into document_entry_reference_id values ('{a}', '{mary}', 'A-1^^^&1.2&ISO');
        insert into submission_set values ('{s}', '{mary}', 'APPROVED', '{s}', 1, '1.2.4', '1.9', now(), 'T^^1', 'set');
        insert into submission_set_author values ('{s}', '{mary}', 'Smitty^Gerald');
        insert into folder values ('{f}', '{mary}', 'APPROVED', '{f}', 1, '1.2.5', now(), 'folder');
        insert into folder_code values ('{f}', '{mary}', 'X^^4');
        insert into association values ('{m}', '{mary}', 'APPROVED', '{m}', 1, 'HAS_MEMBER', '{s}', '{b}', 'link');
        """;

    @Test
    void keepsEverything() throws IOException, SQLException {
        try (TestDatabase database = new TestDatabase()) {
            fillAsItWasAtFirst(database);
            try (HibernateRegistryStore store = HibernateRegistryStore.open(database.dataSource())) {
                findsEverythingIn(store);
                Registered.in(store, manifest("fresh"));
                assertThat(store.documentEntries(List.of(), 10)).hasSize(3);
            }
        }
    }

    /** Connections are limited to what a question may take; a migration has more to do. */
    @Test
    void takesItsTime(@TempDir Path migrations) throws IOException, SQLException {
        Files.writeString(migrations.resolve("V1__slow.sql"), "select pg_sleep(0.6)");
        try (TestDatabase database = new TestDatabase();
                HikariDataSource hurried = database.pool("-c statement_timeout=300ms")) {
            Flyway.configure()
                    .dataSource(hurried)
                    .schemas("slow")
                    .locations("filesystem:" + migrations)
                    .callbacks(new Unhurried())
                    .load()
                    .migrate();
            try (Connection connection = hurried.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("select pg_sleep(0.6)"))
                        .hasMessageContaining("statement timeout");
            }
        }
    }

    private static void fillAsItWasAtFirst(TestDatabase database) throws SQLException {
        Flyway.configure(MigrationTest.class.getClassLoader())
                .dataSource(database.dataSource())
                .schemas("registry")
                .locations("classpath:dev/xdsi/registry/db")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(first());
            statement.execute("set search_path = public");
        }
    }

    private static String first() {
        String first = FIRST.replace("{mary}", MARY.cx()).replace("{john}", JOHN.cx());
        for (String name : List.of("a", "b", "s", "f", "m")) {
            first = first.replace("{" + name + "}", uuid(name).uuid().toString());
        }
        return first;
    }

    private static void findsEverythingIn(HibernateRegistryStore store) {
        Code ct = Code.of("CT", "2", "?");
        List<Criterion.OfDocumentEntry> all = List.of(
                Criterion.PatientIn.only(MARY),
                new Criterion.CodeIn(CodeAttribute.EVENT_CODE_LIST, Set.of(ct)),
                new Criterion.CodeIn(CodeAttribute.CONFIDENTIALITY_CODE, Set.of(Code.of("N", "3", "?"))),
                new Criterion.AuthorPersonLike(Set.of(new LikePattern("Smit%"))),
                new Criterion.ReferenceIdLike(Set.of(new LikePattern("A-1%"))));
        assertThat(store.documentEntries(all, 10))
                .extracting(RegisteredEntry::object)
                .containsExactly(new RegisteredObject(
                        ObjectKind.DOCUMENT_ENTRY, uuid("a"), MARY, AvailabilityStatus.APPROVED, "first"));
        assertThat(store.documentEntries(List.of(new Criterion.UniqueIdIn(Set.of("1.2.3"))), 10))
                .hasSize(2);
        assertThat(store.submissionSets(
                        List.of(
                                new Criterion.UniqueIdIn(Set.of("1.2.4")),
                                new Criterion.AuthorPersonLike(Set.of(new LikePattern("%Gerald")))),
                        10))
                .hasSize(1);
        assertThat(store.folders(List.of(new Criterion.CodeListIn(Set.of(Code.of("X", "4", "?")))), 10))
                .hasSize(1);
        assertThat(store.associations(List.of(new Criterion.TargetObjectIn(Set.of(uuid("b")))), 10))
                .as("kept with another patient than its end")
                .hasSize(1);
        History history = store.history(new Identifiers(
                Set.of(uuid("a"), uuid("b"), uuid("s"), uuid("f"), uuid("m")), Set.of("1.2.3", "1.2.4", "1.2.5")));
        assertThat(history.objects()).hasSize(5);
        assertThat(history.uniqueIds()).hasSize(3);
    }
}
