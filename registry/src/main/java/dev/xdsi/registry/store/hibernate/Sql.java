package dev.xdsi.registry.store.hibernate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * A piece of SQL and the values for its question marks. Values come from outside and texts from this package alone, so what was
 * asked can never become part of the language.
 */
record Sql(String text, List<Object> values) {
    private static final int STATEMENTS_AT_ONCE = 16;

    /** Between the statements of one text. */
    static final String SEPARATOR = "; ";

    private static final Sql NEVER = new Sql("false", List.of());

    static Sql of(String text, Object... values) {
        return new Sql(text, List.of(values));
    }

    /**
     * {@code column in (?, …)}: by this form PostgreSQL finds the partitions, also when it plans for values to come. The number of
     * question marks is a power of two, so that few statements are enough for all.
     */
    static Sql in(String column, Collection<?> anyOf) {
        return switch (anyOf.size()) {
            case 0 -> NEVER;
            case 1 -> of(column + " = ?", anyOf.iterator().next());
            default -> {
                List<Object> padded = new ArrayList<>(anyOf);
                int marks = Integer.highestOneBit(2 * padded.size() - 1);
                while (padded.size() < marks) {
                    padded.add(padded.getLast());
                }
                yield new Sql(column + " in (" + String.join(", ", Collections.nCopies(marks, "?")) + ")", padded);
            }
        };
    }

    /** All of them; nothing is no condition. */
    static Sql and(List<Sql> conditions) {
        return conditions.isEmpty() ? of("true") : joined(conditions, " and ");
    }

    static Sql joined(List<Sql> parts, String separator) {
        return new Sql(
                parts.stream().map(Sql::text).collect(Collectors.joining(separator)),
                parts.stream().flatMap(part -> part.values.stream()).toList());
    }

    /** For a question mark that follows all others. */
    Sql with(Object value) {
        return new Sql(text, Stream.concat(values.stream(), Stream.of(value)).toList());
    }

    /** For a question mark that precedes all others. */
    Sql after(Object value) {
        return new Sql(text, Stream.concat(Stream.of(value), values.stream()).toList());
    }

    Sql enclosed(String before, String after) {
        return new Sql(before + text + after, values);
    }

    /** What one row of an answer is made into. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(Connection connection, Row<T> row) {
        return list(connection, row, 0);
    }

    <T> T first(Connection connection, Row<T> row) {
        return list(connection, row).getFirst();
    }

    /** @param atOnce how many rows the server is asked for each time, in a transaction; 0 for all of them */
    <T> List<T> list(Connection connection, Row<T> row, int atOnce) {
        try (PreparedStatement statement = portioned(prepare(connection), atOnce);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static PreparedStatement portioned(PreparedStatement statement, int rows) throws SQLException {
        statement.setFetchSize(rows);
        return statement;
    }

    int execute(Connection connection) {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Statements in few round trips to the server, one after the other; the first that fails is the last. */
    static void execute(Connection connection, List<Sql> statements) {
        statements.stream()
                .gather(Gatherers.windowFixed(STATEMENTS_AT_ONCE))
                .forEach(some -> joined(some, SEPARATOR).execute(connection));
    }

    /** Reads the answers of several statements of one text, each by the next of the readers; what gives no rows has none. */
    void read(Connection connection, List<Row<?>> readers) {
        Iterator<Row<?>> next = readers.iterator();
        try (PreparedStatement statement = prepare(connection)) {
            boolean rows = statement.execute();
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    readAll(statement, next.next());
                }
                rows = statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static void readAll(PreparedStatement statement, Row<?> reader) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, converted(connection, values.get(i)));
        }
        return statement;
    }

    private static Object converted(Connection connection, Object value) throws SQLException {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case String[] texts -> connection.createArrayOf("text", texts);
            case UUID[] ids -> connection.createArrayOf("uuid", ids);
            default -> value;
        };
    }
}
