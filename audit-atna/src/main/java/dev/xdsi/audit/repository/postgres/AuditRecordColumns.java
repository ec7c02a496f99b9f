package dev.xdsi.audit.repository.postgres;

import dev.xdsi.audit.repository.AuditContent;
import dev.xdsi.audit.repository.AuditRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of {@code audit.record}, in the order of the statement that fills them. */
final class AuditRecordColumns {
    private AuditRecordColumns() {}

    static void write(Connection connection, PreparedStatement row, AuditRecord record) throws SQLException {
        AuditContent content = record.content();
        AuditContent.Objects subjects = content.subjects();
        row.setString(1, record.digest());
        row.setObject(2, timestamp(record.receivedAt()));
        row.setString(3, record.sender());
        row.setObject(4, timestamp(content.eventTime()));
        row.setString(5, content.eventId());
        row.setArray(6, texts(connection, content.eventTypes()));
        row.setString(7, content.action());
        row.setInt(8, content.outcome());
        row.setString(9, content.sourceId());
        row.setArray(10, texts(connection, content.users()));
        row.setArray(11, texts(connection, subjects.patients()));
        row.setArray(12, texts(connection, subjects.studies()));
        row.setArray(13, texts(connection, subjects.documents()));
        row.setArray(14, texts(connection, subjects.others()));
        row.setString(15, record.problem());
        row.setString(16, record.message());
    }

    static AuditRecord.Stored read(ResultSet row) throws SQLException {
        AuditContent content = new AuditContent(
                instant(row, "event_time"),
                row.getString("event_id"),
                texts(row, "event_types"),
                row.getString("action"),
                row.getInt("outcome"),
                row.getString("source_id"),
                texts(row, "users"),
                new AuditContent.Objects(
                        texts(row, "patients"), texts(row, "studies"), texts(row, "documents"), texts(row, "others")));
        AuditRecord record = new AuditRecord(
                row.getString("digest"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("sender"),
                content,
                row.getString("problem"),
                row.getString("message"));
        return new AuditRecord.Stored(row.getLong("number"), record);
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Array texts(Connection connection, List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
