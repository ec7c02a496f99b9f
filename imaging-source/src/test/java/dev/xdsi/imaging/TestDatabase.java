package dev.xdsi.imaging;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.imaging.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** One PostgreSQL for all tests of this module, emptied for each. */
public final class TestDatabase {
    private static final DataSource DATA_SOURCE = start();

    /** Each before those it refers to. */
    private static final List<String> TABLES = List.of(
            "backfill",
            "forwarded_instance",
            "asked_commitment",
            "forwarded_availability",
            "forwarded_step_message",
            "sent_step_message",
            "announced_study",
            "held_series",
            "performed_procedure_step",
            "commitment_request",
            "withdrawal",
            "report",
            "report_trouble",
            "given_report",
            "manifest",
            "publication",
            "patient_link",
            "rejected_instance",
            "instance",
            "series",
            "study",
            "object_store");

    private TestDatabase() {}

    public static Database empty() {
        Database database = new Database(DATA_SOURCE);
        database.migrate();
        // Not by TRUNCATE: its locks and those of a publisher that still runs can wait for each other.
        try (Connection connection = DATA_SOURCE.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("delete from imaging_source." + table);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return database;
    }

    public static DataSource dataSource() {
        return DATA_SOURCE;
    }

    private static DataSource start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            HikariConfig config = new HikariConfig();
            config.setDataSource(postgres.getPostgresDatabase());
            config.setMaximumPoolSize(20);
            return new HikariDataSource(config);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
