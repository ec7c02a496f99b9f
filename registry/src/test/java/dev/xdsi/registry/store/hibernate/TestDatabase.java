package dev.xdsi.registry.store.hibernate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database of one's own for the tests of a class. */
public final class TestDatabase implements AutoCloseable {
    private static final List<String> TABLES = List.of(
            "document_entry",
            "submission_set",
            "folder",
            "association",
            "registered_id",
            "unique_id",
            "patient_turn",
            "happening");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "registry_" + COUNT.incrementAndGet();
    private final HikariDataSource pool;

    /** One PostgreSQL for all tests of a process, which goes with it; each has a database of its own in there. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public TestDatabase() throws IOException {
        execute("create database " + name);
        pool = pool("");
    }

    /** Another pool on it, to be closed by the caller; its sessions begin with these options of the server. */
    HikariDataSource pool(String options) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Server.POSTGRES.getJdbcUrl("postgres", name));
        config.addDataSourceProperty("options", options);
        config.setMaximumPoolSize(10);
        return new HikariDataSource(config);
    }

    private static void execute(String sql) throws IOException {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Takes away every row of the registry. The few of a test are deleted sooner than all the partitions are truncated. */
    public void empty() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.addBatch("delete from registry." + table);
            }
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws IOException {
        pool.close();
        execute("drop database " + name + " with (force)");
    }
}
