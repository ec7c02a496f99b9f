package dev.xdsi.repository.ondemand;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The documents that a repository holds, in the order in which they came, and up to which of them the patients' on-demand entries of a kind are
 * known to be registered.
 */
final class EarlierDocuments {
    private static final String REACHED = "select reached from repository.on_demand where kind = ?";
    private static final String REACH = "insert into repository.on_demand as held (kind, reached) values (?, ?)"
            + " on conflict (kind) do update set reached = greatest(held.reached, excluded.reached)";
    private static final String AFTER = "select document_unique_id, received_at from repository.document"
            + " where registered and (received_at, document_unique_id) > (?, ?)"
            + " order by received_at, document_unique_id limit ?";

    private final DataSource database;

    /** A document, and when it came. */
    record Earlier(String documentUniqueId, Instant receivedAt) {}

    EarlierDocuments(DataSource database) {
        this.database = database;
    }

    /** Where the next look begins: before all of them if there was none. */
    Earlier reached(String kind) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(REACHED)) {
            statement.setString(1, kind);
            try (ResultSet rows = statement.executeQuery()) {
                return new Earlier("", rows.next() ? instant(rows, 1) : Instant.EPOCH);
            }
        }
    }

    /** Never backwards, whatever another process has reached. */
    void reach(String kind, Instant reached) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(REACH)) {
            statement.setString(1, kind);
            statement.setObject(2, reached.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** The next of those that a registry has accepted. */
    List<Earlier> after(Earlier last, int most) throws SQLException {
        List<Earlier> documents = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(AFTER)) {
            statement.setObject(1, last.receivedAt().atOffset(ZoneOffset.UTC));
            statement.setString(2, last.documentUniqueId());
            statement.setInt(3, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    documents.add(new Earlier(rows.getString(1), instant(rows, 2)));
                }
            }
        }
        return documents;
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}
