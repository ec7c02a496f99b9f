package dev.xdsi.registry.store.hibernate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * A transaction all of whose statements see the registry as it was when the first of them came: REPEATABLE READ. It changes nothing, takes no
 * locks, waits for nobody and never fails for what others do. It costs two round trips, its beginning and its end.
 */
record Moment(Connection connection) {
    private static final Sql FROZEN = Sql.of("set transaction isolation level repeatable read, read only");

    /** What ends, also after a failure, which stays the one that is told. */
    private interface Ending extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /** In a transaction it is one already. */
    <A> A answer(Supplier<A> questions) {
        try {
            return connection.getAutoCommit() ? begun(questions) : questions.get();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private <A> A begun(Supplier<A> questions) throws SQLException {
        connection.setAutoCommit(false);
        try (Ending _ = () -> connection.setAutoCommit(true);
                Ending _ = connection::rollback) {
            FROZEN.execute(connection);
            return questions.get();
        }
    }
}
