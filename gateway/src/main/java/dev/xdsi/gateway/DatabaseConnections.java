package dev.xdsi.gateway;

import com.zaxxer.hikari.HikariConfig;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;

/** How a process is connected to its database: the configured one, or one of its own in the data folder. */
final class DatabaseConnections {
    private DatabaseConnections() {}

    static boolean areToItsOwn(Configuration configuration) {
        return configuration.get(Settings.DATABASE_URL).isEmpty();
    }

    /** A pool to be finished; a database of its own is among the parts. */
    static HikariConfig pool(Configuration configuration, Path data, Parts parts) throws IOException {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("xdsi");
        if (areToItsOwn(configuration)) {
            EmbeddedDatabase own = parts.add("database", EmbeddedDatabase.start(data.resolve("postgresql")));
            pool.setJdbcUrl(own.jdbcUrl());
            pool.setPassword(own.password());
        } else {
            pool.setJdbcUrl(configuration.get(Settings.DATABASE_URL));
            pool.setUsername(configuration.get(Settings.DATABASE_USER));
            pool.setPassword(configuration.get(Settings.DATABASE_PASSWORD));
        }
        return pool;
    }
}
