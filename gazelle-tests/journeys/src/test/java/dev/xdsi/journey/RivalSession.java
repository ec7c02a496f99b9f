package dev.xdsi.journey;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Another session of a repository's database, which looks into it and gets in its way. */
final class RivalSession implements AutoCloseable {
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final int MILLIS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Connection connection;

    RivalSession(DataSource database) throws SQLException {
        connection = database.getConnection();
    }

    /**
     * Locks the last of these contents, waits until somebody waits for it who has the first, and then wants that. This session looks for
     * deadlocks long after the other has, so it is the other that is given up; unless the machine was so slow that the other had looked
     * before there was one, for everybody looks once.
     *
     * @return whether it was the other
     */
    boolean deadlock(List<String> hashesInOrder) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try {
            execute("set local deadlock_timeout = '5s'");
            lock(hashesInOrder.getLast());
            awaitSomebodyBehind();
            lock(hashesInOrder.getFirst());
            return true;
        } catch (SQLException e) {
            if (DEADLOCK_DETECTED.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void awaitSomebodyBehind() throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (number("select count(*) from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))")
                == 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nobody wants the content that is locked");
            }
            Thread.sleep(MILLIS);
        }
    }

    private void lock(String hash) throws SQLException {
        execute("select from repository.content where hash = '" + hash + "' for update");
    }

    /** How many deadlocks there were; the database says so a moment later. */
    long deadlocks() throws SQLException {
        return number("select deadlocks from pg_stat_database where datname = current_database()");
    }

    /** Has orphans looked for now instead of tomorrow, and as if the index had been there before all of them. */
    void makeTimeForOrphans() throws SQLException {
        execute("update repository.identity set created_at = 'epoch'");
        execute("update repository.collection set collected_at = 'epoch'");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
