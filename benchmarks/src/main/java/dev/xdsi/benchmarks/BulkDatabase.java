package dev.xdsi.benchmarks;

import dev.xdsi.gateway.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The database of a gateway that is not running, opened to be filled. Until it is closed nothing waits for the disk, since what is lost
 * can be loaded again. The gateway opens it as it always does: what is set here ends with this server.
 */
final class BulkDatabase implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("full_page_writes", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "30min"),
            Map.entry("autovacuum", "off"),
            Map.entry("shared_buffers", "512MB"),
            Map.entry("maintenance_work_mem", "512MB"));

    private final Path folder;
    private final EmbeddedDatabase postgres;

    private BulkDatabase(Path folder, EmbeddedDatabase postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    static BulkDatabase open(Path folder) throws IOException {
        return new BulkDatabase(folder, EmbeddedDatabase.start(folder, SETTINGS, START));
    }

    DataSource dataSource() {
        return postgres.dataSource();
    }

    long bytes() throws IOException {
        try (Connection connection = dataSource().getConnection();
                var size = connection.createStatement().executeQuery("select pg_database_size('postgres')")) {
            size.next();
            return size.getLong(1);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Afterwards everything is on the disk. */
    @Override
    public void close() throws IOException {
        postgres.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }
}
