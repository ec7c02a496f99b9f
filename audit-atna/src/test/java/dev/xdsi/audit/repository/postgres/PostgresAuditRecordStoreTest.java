package dev.xdsi.audit.repository.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.repository.AuditContent;
import dev.xdsi.audit.repository.AuditRecord;
import dev.xdsi.audit.repository.AuditRecordReading;
import dev.xdsi.audit.repository.AuditRecordStore;
import dev.xdsi.audit.repository.AuditRecordStoreContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresAuditRecordStoreTest implements AuditRecordStoreContract {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        PostgresAuditRecordStore.migrate(postgres.getPostgresDatabase());
        PostgresAuditRecordStore.migrate(postgres.getPostgresDatabase());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    public AuditRecordStore store() {
        execute("truncate audit.record restart identity");
        return new PostgresAuditRecordStore(postgres.getPostgresDatabase());
    }

    private static void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void recordsAreAddedAllOrNone() {
        AuditRecordStore store = store();
        execute("alter table audit.record add constraint trouble check (digest <> 'b')");
        try {
            List<AuditRecord> records = List.of(
                    AuditRecordStoreContract.record("a", "ITI-18"), AuditRecordStoreContract.record("b", "ITI-18"));
            assertThatThrownBy(() -> store.add(records)).isInstanceOf(IllegalStateException.class);
            assertThat(store.newest(10)).isEmpty();
        } finally {
            execute("alter table audit.record drop constraint trouble");
        }
    }

    /** Whoever sent it would send it for ever. */
    @Test
    void whatTheDatabaseRefusesIsKeptAsUnreadableAmongTheOthers() {
        AuditRecordStore store = store();
        AuditRecord first = AuditRecordStoreContract.record("a", "ITI-18");
        AuditRecord last = AuditRecordStoreContract.record("c", "ITI-18");
        store.add(List.of(first, new AuditRecord("b", NOON, "x", AuditContent.UNKNOWN, null, "<é>\n\0"), last));
        assertThat(store.newest(10))
                .extracting(AuditRecord.Stored::record)
                .containsExactly(
                        last,
                        new AuditRecord(
                                "b",
                                NOON,
                                "x",
                                AuditContent.UNKNOWN,
                                "the database refused what it says, SQLSTATE 22021",
                                "<\\u00E9>\n\\u0000"),
                        first);
    }

    @Test
    void aDatabaseThatIsAwayTakesNothing() throws IOException {
        EmbeddedPostgres other = EmbeddedPostgres.builder().start();
        PostgresAuditRecordStore.migrate(other.getPostgresDatabase());
        AuditRecordStore store = new PostgresAuditRecordStore(other.getPostgresDatabase());
        other.close();
        assertThatThrownBy(() -> store.add(List.of(AuditRecordStoreContract.record("a", "ITI-18"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource
    void whateverAMessageSaysIsKept(String message) {
        AuditRecordStore store = store();
        AuditRecord read = AuditRecordReading.stored(message.getBytes(UTF_8)).record();
        store.add(List.of(read));
        assertThat(store.newest(10)).extracting(AuditRecord.Stored::record).containsExactly(read);
    }

    static Stream<String> whateverAMessageSaysIsKept() {
        String longId = AuditRecordStoreContract.incompressible(4000);
        String manyUsers = IntStream.range(0, 20_000)
                .mapToObj(i -> "<ActiveParticipant UserID=\"user" + i + "\"/>")
                .collect(Collectors.joining());
        return Stream.of(
                        "<EventIdentification EventDateTime=\"+999999999-12-31T23:59:59Z\"/>",
                        "<EventIdentification EventDateTime=\"-4714-01-01T00:00:00Z\"/>",
                        "<EventIdentification EventDateTime=\"0001-01-01T00:00:00+14:00\"/>",
                        "<EventIdentification EventDateTime=\"9999-12-31T23:59:59.999999999-14:00\""
                                + " EventOutcomeIndicator=\"99\" EventActionCode=\"" + longId + "\"/>",
                        "<EventID csd-code=\"" + longId + "\"/><EventTypeCode csd-code=\"" + longId + "\"/>",
                        "<AuditSourceIdentification AuditSourceID=\"" + longId + "\"/>",
                        "<ActiveParticipant UserID=\"" + longId + "\"/>",
                        "<ActiveParticipant UserID=\"{\\&quot;,NULL}&#xD;&#xA;\uFFFE\"/>",
                        object("1", "2", longId),
                        object("2", "9", longId),
                        object("2", "110180", longId),
                        object("2", "10", longId),
                        object("2", "9", "x" + "\uD83E\uDE7B".repeat(2000)),
                        "\0",
                        manyUsers)
                .map(body -> "<85>1 - h a p IHE+RFC-3881 - <AuditMessage>" + body + "</AuditMessage>");
    }

    private static String object(String type, String idType, String id) {
        return "<ParticipantObjectIdentification ParticipantObjectTypeCode=\"" + type + "\" ParticipantObjectID=\"" + id
                + "\"><ParticipantObjectIDTypeCode csd-code=\"" + idType
                + "\"/></ParticipantObjectIdentification>";
    }
}
