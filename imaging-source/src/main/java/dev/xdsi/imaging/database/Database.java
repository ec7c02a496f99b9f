package dev.xdsi.imaging.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The PostgreSQL schema {@code imaging_source} of this actor. */
public final class Database {
    private static final String SCHEMA = "imaging_source";
    private static final int TRIES = 5;
    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION_FAILURE = "40001";

    private final DataSource dataSource;

    /** The connections, which stay in a pool, whose sessions look into this schema. */
    private final Set<Connection> ours = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Brings the schema to this program's version. */
    public void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .locations("classpath:dev/xdsi/imaging/db")
                .load()
                .migrate();
    }

    /** Work that is all done, or not done at all. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Does the work in one transaction; again, when the database chose it as the loser of a conflict. */
    public <T> T inTransaction(Work<T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return once(work);
            } catch (SQLException failure) {
                if (tried == TRIES || !isConflict(failure)) {
                    throw new DatabaseFailure(failure);
                }
            }
        }
    }

    /** Does work that reads by one statement, which sees all of a transaction or nothing: it needs none of its own. */
    public <T> T reading(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            useSchema(connection);
            return work.with(connection);
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    /** Outside of a transaction, so that it holds for the session; each time would be a way to the database and back. */
    private void useSchema(Connection connection) throws SQLException {
        Connection session = connection.unwrap(Connection.class);
        if (!ours.contains(session)) {
            connection.setSchema(SCHEMA);
            ours.add(session);
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        boolean committing = false;
        try (Connection connection = dataSource.getConnection()) {
            useSchema(connection);
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                committing = true;
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error failure) {
                rollback(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            if (committing && !isRolledBack(failure)) {
                throw new DatabaseFailure(failure, true);
            }
            throw failure;
        }
    }

    /** Whether the database said that it did not commit, for a conflict or a constraint; a connection that broke says nothing. */
    private static boolean isRolledBack(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("40") || state.startsWith("23");
    }

    private static void rollback(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            reason.addSuppressed(alsoFailed);
        }
    }

    private static boolean isConflict(SQLException failure) {
        return DEADLOCK.equals(failure.getSQLState()) || SERIALIZATION_FAILURE.equals(failure.getSQLState());
    }

    /** The database did not do it, or did not say that it did. */
    public static final class DatabaseFailure extends RuntimeException {
        private final boolean inDoubt;

        DatabaseFailure(SQLException cause) {
            this(cause, false);
        }

        DatabaseFailure(SQLException cause, boolean inDoubt) {
            super(cause.getMessage(), cause);
            this.inDoubt = inDoubt;
        }

        /** Whether it may have been done all the same: it failed while it was committed. */
        public boolean inDoubt() {
            return inDoubt;
        }
    }
}
