package dev.xdsi.gateway.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL of our own whose data stays in one folder. It listens on loopback only. */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts on {@code folder}, creating the database at the first start. */
    public static EmbeddedDatabase start(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        stopLeftOver(folder);
        // The library's own defaults suit tests: they trade durability for speed. Here what was committed must survive.
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "100")
                .setPGStartupWait(START)
                // A hook of its own would stop the database under those who still work on it.
                .setRegisterShutdownHook(false)
                .start();
        return new EmbeddedDatabase(postgres);
    }

    public String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /**
     * A gateway that was killed leaves its database server running on the folder. It has no clients any more; ask it to stop,
     * so that this process owns the one it starts.
     */
    private static void stopLeftOver(Path folder) throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")) {
            return;
        }
        long pid = Long.parseLong(lines.getFirst().strip());
        ProcessHandle server = ProcessHandle.of(pid).orElse(null);
        if (server == null
                || !server.info()
                        .command()
                        .map(command -> command.endsWith("postgres"))
                        .orElse(false)) {
            return;
        }
        LOG.info("Stopping the database server {} that an earlier gateway left running on {}", pid, folder);
        server.destroy();
        try {
            server.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillRunning) {
            throw new IOException(
                    "Another gateway seems to use " + folder + ": its database server (process " + pid
                            + ") does not stop. Stop that gateway, or choose another data folder.",
                    stillRunning);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier database server stopped", interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
