package dev.xdsi.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Fills a registry's tables past the registry, by COPY, as the registry would have filled them. */
final class BulkLoader {
    private static final int LOADERS = 2;
    private static final int PATIENTS_AT_ONCE = 200;
    private static final int BUFFER = 1 << 20;

    private final String jdbcUrl;
    private final List<RowTemplates.Table> tables = new RowTemplates().tables();

    BulkLoader(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** @param progress is told how many patients are done, now and then */
    void load(int firstPatient, int endPatient, IntConsumer progress) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger(firstPatient);
        try (ExecutorService threads = Executors.newFixedThreadPool(LOADERS)) {
            execute("alter system set max_wal_size = '8GB'", "select pg_reload_conf()");
            List<Callable<Boolean>> loaders = new ArrayList<>();
            for (int i = 0; i < LOADERS; i++) {
                loaders.add(() -> {
                    loader(next, endPatient, progress);
                    return true;
                });
            }
            for (Future<Boolean> loaded : threads.invokeAll(loaders)) {
                loaded.get();
            }
            tidy();
        } catch (ExecutionException | SQLException e) {
            throw new IOException("the registry could not be filled: " + e.getMessage(), e);
        }
    }

    private void loader(AtomicInteger next, int end, IntConsumer progress) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            connection.setAutoCommit(false);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int from = next.getAndAdd(PATIENTS_AT_ONCE); from < end; from = next.getAndAdd(PATIENTS_AT_ONCE)) {
                for (RowTemplates.Table table : tables) {
                    load(copy, table, from, Math.min(end, from + PATIENTS_AT_ONCE));
                }
                connection.commit();
                progress.accept(from);
            }
        }
    }

    private static void load(CopyManager copy, RowTemplates.Table table, int from, int end)
            throws SQLException, IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream(2 * BUFFER);
        var into = copy.copyIn("copy registry." + table.name() + " (" + table.columns() + ") from stdin");
        try {
            for (int patient = from; patient < end; patient++) {
                table.rows().about(patient, rows);
                if (rows.size() > BUFFER) {
                    into.writeToCopy(rows.toByteArray(), 0, rows.size());
                    rows.reset();
                }
            }
            into.writeToCopy(rows.toByteArray(), 0, rows.size());
            into.endCopy();
        } finally {
            if (into.isActive()) {
                into.cancelCopy();
            }
        }
    }

    /** What the database does by itself in quiet hours, so that it does not do it while something is measured. */
    private void tidy() throws SQLException {
        for (RowTemplates.Table table : tables) {
            execute("vacuum (analyze) registry." + table.name());
        }
        execute("checkpoint", "alter system reset max_wal_size", "select pg_reload_conf()");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
