package dev.xdsi.registry.patients.postgres;

import dev.xdsi.registry.patients.Applied;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** Work on a connection, as a whole or not at all. */
record Transactions(DataSource dataSource) {
    /** Deadlock, and the failure to serialise: what lost against another may succeed after it. */
    private static final Set<String> CONTENTION = Set.of("40P01", "40001");

    private static final int ATTEMPTS = 8;

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T reading(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** What was refused leaves nothing behind, its control id neither: the sender may mend the message and send it again. */
    Applied writing(Work<Applied> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                return atOnce(connection, work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !CONTENTION.contains(e.getSQLState())) {
                    throw unreachable(e);
                }
            }
        }
    }

    private static Applied atOnce(Connection connection, Work<Applied> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Applied applied = work.on(connection);
            if (applied.isTaken() && applied != Applied.REPEATED) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return applied;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static IllegalStateException unreachable(SQLException e) {
        return new IllegalStateException("cannot reach the patients: " + e.getMessage(), e);
    }
}
