package dev.xdsi.repository;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One PostgreSQL for all tests of this module, started by the first that needs it; it ends with the test JVM. */
public final class TestDatabase {
    private TestDatabase() {}

    /** A pool on the database. */
    public static HikariDataSource open() {
        return open(jdbcUrl());
    }

    public static HikariDataSource open(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(10);
        return new HikariDataSource(config);
    }

    public static String jdbcUrl() {
        return Server.STARTED.getJdbcUrl("postgres", "postgres");
    }

    /** Removes the schema. */
    public static void clear(HikariDataSource database) throws SQLException {
        execute(database, "drop schema if exists repository cascade");
    }

    /** Forgets every document. */
    public static void empty(HikariDataSource database) throws SQLException {
        execute(database, "truncate repository.document, repository.content cascade");
    }

    public static void execute(HikariDataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static final class Server {
        static final EmbeddedPostgres STARTED = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("the test database does not start", e);
            }
        }
    }
}
