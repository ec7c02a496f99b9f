package dev.xdsi.imaging.forward;

import dev.xdsi.imaging.publication.Publisher.Timing;
import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The row of one instance that is on its way. */
record InstanceUnderWay(Oid instance, Patience patience) {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceUnderWay.class);

    /** It has arrived. */
    void remove(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from forwarded_instance where sop_instance_uid = ?")) {
            statement.setString(1, instance.value());
            statement.executeUpdate();
        }
    }

    /** It was taken, and is to be committed to; what failed before still counts, for that may go on and on. */
    void sent(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update forwarded_instance set state = 'SENT', not_before = ?, error = null where sop_instance_uid = ?\
            """)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setString(2, instance.value());
            statement.executeUpdate();
        }
    }

    /** @param again the state from which it is tried again, while there is patience */
    void failed(Connection connection, Timing timing, String again, Fate fate, String why) throws SQLException {
        Patience now = patience.after(fate);
        Optional<Instant> next = now.next(timing);
        if (next.isEmpty()) {
            LOG.error("{} does not go on to the PACS and is not tried again: {}", instance, why);
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            update forwarded_instance set state = ?, not_before = ?, failures = ?, refusals = ?, error = ?, transaction_uid = null
             where sop_instance_uid = ?\
            """)) {
            statement.setString(1, next.isPresent() ? again : "FAILED");
            statement.setObject(2, next.orElse(timing.clock().instant()).atOffset(ZoneOffset.UTC));
            statement.setInt(3, now.failures());
            statement.setInt(4, now.refusals());
            statement.setString(5, why);
            statement.setString(6, instance.value());
            statement.executeUpdate();
        }
    }
}
