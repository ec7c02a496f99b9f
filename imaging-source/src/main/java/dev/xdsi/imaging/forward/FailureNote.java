package dev.xdsi.imaging.forward;

import dev.xdsi.imaging.publication.Publisher.Timing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that did not go on: it is tried again, or given up.
 *
 * @param key the column by whose value the row is found
 * @param uid as operators know it
 */
record FailureNote(String table, String key, Object value, String uid) {
    private static final Logger LOG = LoggerFactory.getLogger(FailureNote.class);

    void note(Connection connection, Timing timing, Patience now, String why) throws SQLException {
        Optional<Instant> next = now.next(timing);
        if (next.isEmpty()) {
            LOG.error("what was told of {} does not go on and is not tried again: {}", uid, why);
        }
        try (PreparedStatement statement = connection.prepareStatement("update " + table
                + " set state = ?, not_before = ?, failures = ?, refusals = ?, error = ? where " + key + " = ?")) {
            statement.setString(1, next.isPresent() ? "DUE" : "FAILED");
            statement.setObject(2, next.orElse(timing.clock().instant()).atOffset(ZoneOffset.UTC));
            statement.setInt(3, now.failures());
            statement.setInt(4, now.refusals());
            statement.setString(5, why);
            statement.setObject(6, value);
            statement.executeUpdate();
        }
    }
}
