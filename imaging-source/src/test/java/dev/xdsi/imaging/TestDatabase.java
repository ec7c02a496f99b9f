package dev.xdsi.imaging;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.imaging.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One PostgreSQL for all tests of this module, emptied for each. */
public final class TestDatabase {
    private static final DataSource DATA_SOURCE = start();

    private TestDatabase() {}

    public static Database empty() {
        Database database = new Database(DATA_SOURCE);
        database.migrate();
        try (Connection connection = DATA_SOURCE.getConnection()) {
            connection
                    .createStatement()
                    .execute("truncate imaging_source.study, imaging_source.patient_link, imaging_source.series,"
                            + " imaging_source.instance, imaging_source.rejected_instance,"
                            + " imaging_source.publication, imaging_source.manifest");
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
