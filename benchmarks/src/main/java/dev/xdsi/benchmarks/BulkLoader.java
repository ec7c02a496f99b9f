package dev.xdsi.benchmarks;

import dev.xdsi.benchmarks.Population.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Fills the empty tables of a registry past the registry, by COPY, as ITI-42 would have filled them. Indexes are made afterwards, which
 * takes less time by far than to keep them in order row by row.
 */
final class BulkLoader {
    private static final int AT_ONCE = 2;
    private static final int BUFFER = 1 << 20;

    private final DataSource database;
    private final List<RowTemplates.Table> tables = new RowTemplates().tables();

    /** Is told how many entries were loaded since it was told last. */
    interface Progress {
        void loaded(int entries);
    }

    BulkLoader(DataSource database) {
        this.database = database;
    }

    void load(IntStream patients, Progress progress) throws IOException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            Indexes indexes = Indexes.takenAway(connection);
            copy(new Batches(patients), progress);
            inParallel(indexes.definitions());
            indexes.requireAsBefore(connection);
            tidy();
        } catch (SQLException e) {
            throw new IOException("the registry could not be filled: " + e.getMessage(), e);
        }
    }

    private void copy(Batches batches, Progress progress) throws IOException, InterruptedException {
        all(Collections.nCopies(AT_ONCE, () -> {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
                for (List<Part> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                    for (RowTemplates.Table table : tables) {
                        copy(copy, table, batch);
                    }
                    connection.commit();
                    progress.loaded(batch.stream()
                            .mapToInt(part -> part.endEntry() - part.firstEntry())
                            .sum());
                }
            }
            return true;
        }));
    }

    private static void copy(CopyManager copy, RowTemplates.Table table, List<Part> batch)
            throws SQLException, IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream(2 * BUFFER);
        var into = copy.copyIn("copy registry." + table.name() + " (" + table.columns() + ") from stdin");
        try {
            for (Part part : batch) {
                table.rows().of(part, rows);
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
    private void tidy() throws IOException, InterruptedException {
        inParallel(tables.stream()
                .map(table -> "vacuum (freeze, analyze) registry." + table.name())
                .toList()
                .reversed());
        inParallel(List.of("checkpoint"));
    }

    private void inParallel(List<String> statements) throws IOException, InterruptedException {
        Queue<String> left = new ConcurrentLinkedQueue<>(statements);
        all(Collections.nCopies(AT_ONCE, () -> {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql = left.poll(); sql != null; sql = left.poll()) {
                    statement.execute(sql);
                }
            }
            return true;
        }));
    }

    private static void all(Collection<Callable<Boolean>> tasks) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Boolean> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the registry could not be filled: " + e.getCause(), e);
        }
    }
}
