package dev.xdsi.registry.patients.postgres;

import dev.xdsi.registry.patients.Applied;
import dev.xdsi.registry.patients.FeedMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Which messages were taken over: for a month, after which no sender repeats one and some begin to count anew. */
final class ReceivedMessages {
    private static final String FORGET = """
        delete from patients.feed_message where (sender, control_id) in (
            select sender, control_id from patients.feed_message
            where received_at < now() - interval '30 days' order by received_at limit 10 for update skip locked)\
        """;
    private static final String REMEMBER = """
        insert into patients.feed_message (sender, control_id, content) values (?, ?, ?)
        on conflict (sender, control_id) do nothing\
        """;

    private ReceivedMessages() {}

    /** Waits for a transaction that is about to remember the same message; what it did then shows. */
    static Optional<Applied> remember(Connection connection, FeedMessage message) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.executeUpdate();
        }
        try (PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
            remember.setString(1, message.sender());
            remember.setString(2, message.controlId());
            remember.setString(3, message.digest());
            if (remember.executeUpdate() == 1) {
                return Optional.empty();
            }
        }
        return Optional.of(
                content(connection, message).equals(message.digest()) ? Applied.REPEATED : Applied.CONTROL_ID_REUSED);
    }

    private static String content(Connection connection, FeedMessage message) throws SQLException {
        try (PreparedStatement earlier = connection.prepareStatement(
                "select content from patients.feed_message where sender = ? and control_id = ?")) {
            earlier.setString(1, message.sender());
            earlier.setString(2, message.controlId());
            try (ResultSet row = earlier.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
