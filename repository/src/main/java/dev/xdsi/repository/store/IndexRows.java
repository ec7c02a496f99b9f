package dev.xdsi.repository.store;

import dev.xdsi.model.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes rows of the {@link DocumentIndex}. */
final class IndexRows {
    private IndexRows() {}

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    static List<String> texts(Connection connection, String sql, Object... values) throws SQLException {
        return rows(connection, row -> row.getString(1), sql, values);
    }

    static List<Boolean> flags(Connection connection, String sql, Object... values) throws SQLException {
        return rows(connection, row -> row.getBoolean(1), sql, values);
    }

    static Stored stored(Connection connection, String sql) throws SQLException {
        return rows(connection, row -> new Stored(row.getLong(1), row.getLong(2)), sql)
                .getFirst();
    }

    static IndexIdentity identity(Connection connection, String sql) throws SQLException {
        return rows(
                        connection,
                        row -> new IndexIdentity(
                                row.getObject("id", UUID.class),
                                row.getObject("created_at", OffsetDateTime.class)
                                        .toInstant()),
                        sql)
                .getFirst();
    }

    static List<SealIndex.Kept> kept(Connection connection, String sql, Object... values) throws SQLException {
        return rows(connection, row -> new SealIndex.Kept(content(row), row.getBoolean("sealed")), sql, values);
    }

    static List<ContentName> contents(Connection connection, String sql, Object... values) throws SQLException {
        return rows(connection, IndexRows::content, sql, values);
    }

    static Optional<IndexedDocument> document(Connection connection, String sql, Object... values) throws SQLException {
        return rows(
                        connection,
                        row -> new IndexedDocument(
                                row.getString("document_unique_id"),
                                row.getString("mime_type"),
                                new Measured(content(row), new BlockChecksums(row.getBytes("checksums"))),
                                row.getBoolean("sealed")),
                        sql,
                        values)
                .stream()
                .findFirst();
    }

    private static ContentName content(ResultSet row) throws SQLException {
        return new ContentName(new Hash(row.getString("hash")), row.getLong("size"));
    }

    private static <T> List<T> rows(Connection connection, Reading<T> reading, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement select = prepare(connection, sql, values);
                ResultSet row = select.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reading.of(row));
            }
            return rows;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }
}
