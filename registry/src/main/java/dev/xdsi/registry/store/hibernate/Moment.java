package dev.xdsi.registry.store.hibernate;

import dev.xdsi.registry.store.StoreQuestions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * A transaction all of whose statements see the registry as it was when the first of them came: REPEATABLE READ. It changes nothing, takes no
 * locks, waits for nobody and never fails for what others do. It costs two round trips, its beginning and its end.
 */
record Moment(Connection connection, boolean seesMerges) {
    private static final Sql FROZEN = Sql.of("set transaction isolation level repeatable read, read only");

    <A> A answer(Function<StoreQuestions, A> questions) throws SQLException {
        connection.setAutoCommit(false);
        try {
            FROZEN.execute(connection);
            return questions.apply(new ConnectionSnapshot(connection, seesMerges));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
