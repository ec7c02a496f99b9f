package dev.xdsi.audit.repository.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.repository.AuditContent;
import dev.xdsi.audit.repository.AuditRecord;
import dev.xdsi.audit.repository.AuditRecordStore;
import dev.xdsi.audit.repository.AuditRecordStoreContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
        DataSource dataSource = postgres.getPostgresDatabase();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate audit.record restart identity");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return new PostgresAuditRecordStore(dataSource);
    }

    @Test
    void recordsAreAddedAllOrNone() {
        AuditRecordStore store = store();
        AuditRecord good = AuditRecordStoreContract.record("a", "ITI-18");
        AuditRecord impossible = new AuditRecord("b", NOON, "x", AuditContent.UNKNOWN, null, "\0");
        assertThatThrownBy(() -> store.add(List.of(good, impossible))).isInstanceOf(IllegalStateException.class);
        assertThat(store.newest(10)).isEmpty();
    }
}
