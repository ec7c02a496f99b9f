package dev.xdsi.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The database of a gateway that is not running, opened to be filled. Until it is closed nothing waits for the disk, since what is lost
 * can be loaded again. The gateway opens it as it always does: what is set here ends with this server.
 */
final class BulkDatabase implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);

    private final Path folder;
    private final EmbeddedPostgres postgres;

    private BulkDatabase(Path folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    static BulkDatabase open(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        return new BulkDatabase(
                folder,
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("wal_level", "minimal")
                        .setServerConfig("max_wal_senders", "0")
                        .setServerConfig("max_wal_size", "2GB")
                        .setServerConfig("checkpoint_timeout", "30min")
                        .setServerConfig("autovacuum", "off")
                        .setServerConfig("shared_buffers", "512MB")
                        .setServerConfig("maintenance_work_mem", "512MB")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setPGStartupWait(START)
                        .start());
    }

    String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    DataSource dataSource() {
        return postgres.getPostgresDatabase();
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
