package dev.xdsi.registry.dsub.postgres;

import dev.xdsi.model.EntryUuid;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** The database as both stores use it. */
record Connections(DataSource dataSource) {

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Brings the schema up to date. */
    static Connections open(DataSource dataSource) {
        Flyway.configure(Connections.class.getClassLoader())
                .dataSource(dataSource)
                .schemas("dsub")
                .createSchemas(true)
                .locations("classpath:dev/xdsi/registry/dsub/db")
                .load()
                .migrate();
        return new Connections(dataSource);
    }

    <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot reach the subscriptions: " + e.getMessage(), e);
        }
    }

    int update(String sql, @Nullable Object... parameters) {
        return inTransaction(connection -> update(connection, sql, parameters));
    }

    static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    <T> List<T> read(Reading<T> reading, String sql, @Nullable Object... parameters) {
        return inTransaction(connection -> read(connection, reading, sql, parameters));
    }

    static <T> List<T> read(Connection connection, Reading<T> reading, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object parameter = parameters[i];
            statement.setObject(i + 1, parameter instanceof Instant instant ? Timestamp.from(instant) : parameter);
        }
    }

    static Array texts(Connection connection, Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    static Array uuids(Connection connection, Collection<EntryUuid> uuids) throws SQLException {
        return connection.createArrayOf(
                "uuid", uuids.stream().map(EntryUuid::uuid).toArray(UUID[]::new));
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
