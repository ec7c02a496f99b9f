package dev.xdsi.registry.store.hibernate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A PostgreSQL of one's own for the tests of a class. */
public final class TestDatabase implements AutoCloseable {
    private static final String TABLES = "document_entry, document_entry_code, document_entry_author,"
            + " document_entry_reference_id, submission_set, submission_set_author, folder, folder_code, association,"
            + " registered_id, unique_id, patient_turn";

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;

    public TestDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        HikariConfig config = new HikariConfig();
        config.setDataSource(postgres.getPostgresDatabase());
        config.setMaximumPoolSize(10);
        pool = new HikariDataSource(config);
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Takes away every row of the registry. */
    public void empty() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = registry; truncate " + TABLES + "; set search_path = public");
        }
    }

    @Override
    public void close() throws IOException {
        pool.close();
        postgres.close();
    }
}
