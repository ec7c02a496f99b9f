package dev.xdsi.imaging.forward;

import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.forward.Undelivered.Trouble;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What tables of things on their way have in common: they are looked at, and what was given up is tried again.
 *
 * @param uid the column that names what is on its way
 * @param states of those that are meant
 */
record UndeliveredRows(Database database, String table, String uid, List<String> states) {
    private static final int MOST_TROUBLES = 100;
    private static final String FAILED = "FAILED";
    private static final String COUNTS = "select count(*) filter (where state <> 'FAILED'),"
            + " count(*) filter (where state = 'FAILED'), min(entered_at) filter (where state <> 'FAILED') from ";
    private static final String OF_STATES = " where state = any(?)";

    Undelivered look() {
        return database.inTransaction(connection -> {
            List<Trouble> troubles = troubles(connection);
            try (PreparedStatement statement = connection.prepareStatement(COUNTS + table + OF_STATES)) {
                bind(connection, statement);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    OffsetDateTime oldest = rows.getObject(3, OffsetDateTime.class);
                    return new Undelivered(
                            rows.getLong(1), rows.getLong(2), oldest == null ? null : oldest.toInstant(), troubles);
                }
            }
        });
    }

    private List<Trouble> troubles(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select " + uid + ", state, failures, error from " + table + OF_STATES
                        + " and error is not null order by state = 'FAILED' desc, not_before limit ?")) {
            bind(connection, statement);
            statement.setInt(2, MOST_TROUBLES);
            List<Trouble> troubles = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    troubles.add(new Trouble(
                            rows.getString(1), FAILED.equals(rows.getString(2)), rows.getInt(3), rows.getString(4)));
                }
            }
            return troubles;
        }
    }

    private void bind(Connection connection, PreparedStatement statement) throws SQLException {
        statement.setArray(1, connection.createArrayOf("text", states.toArray()));
    }

    /** How many were given up. */
    long failed() {
        return states.contains(FAILED) ? count() : 0;
    }

    private long count() {
        return database.reading(connection -> {
            try (PreparedStatement statement =
                            connection.prepareStatement("select count(*) from " + table + " where state = 'FAILED'");
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    /** Whatever was given up is tried again as if for the first time; returns how many there are. */
    int retry(Instant now) {
        if (!states.contains(FAILED)) {
            return 0;
        }
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("update " + table
                    + " set state = 'DUE', not_before = ?, failures = 0, refusals = 0 where state = 'FAILED'")) {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                return statement.executeUpdate();
            }
        });
    }
}
