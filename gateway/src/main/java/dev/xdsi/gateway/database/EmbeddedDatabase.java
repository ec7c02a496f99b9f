package dev.xdsi.gateway.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL of our own whose data stays in one folder. It listens on loopback only, where every user of this machine can
 * connect; its superuser, who may run programs as us, is let in by {@link DatabasePassword} alone.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "postgres";
    /** The class of SQLSTATE of those who are not let in. */
    private static final String INVALID_AUTHORIZATION = "28";

    /** The library's own defaults suit tests: they trade durability for speed. Here what was committed must survive. */
    private static final Map<String, String> DURABLE = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "100");

    private final EmbeddedPostgres postgres;
    private final DatabasePassword password;

    private EmbeddedDatabase(EmbeddedPostgres postgres, DatabasePassword password) {
        this.postgres = postgres;
        this.password = password;
    }

    /** Starts on {@code folder}, creating the database at the first start. */
    public static EmbeddedDatabase start(Path folder) throws IOException {
        return start(folder, DURABLE, START);
    }

    /**
     * Starts on {@code folder} for another use than a gateway's.
     *
     * @param settings of the server, in place of those that let no commit be lost
     * @param patience how long the server may take to start
     */
    public static EmbeddedDatabase start(Path folder, Map<String, String> settings, Duration patience)
            throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        stopLeftOver(folder);
        ClientAuthentication authentication = new ClientAuthentication(folder);
        boolean made = Files.exists(folder.resolve("postgresql.conf"));
        boolean open = made && !authentication.demandsPasswords();
        DatabasePassword password = password(folder, !made || open);
        if (open) {
            closeToStrangers(authentication, password, patience);
        }
        EmbeddedDatabase database = new EmbeddedDatabase(server(folder, password, settings, patience), password);
        try {
            database.requireThatStrangersAreRefused(folder);
        } catch (IOException letIn) {
            database.close();
            throw letIn;
        }
        return database;
    }

    private static DatabasePassword password(Path folder, boolean mayBeMade) throws IOException {
        Optional<DatabasePassword> known = DatabasePassword.of(folder);
        if (known.isPresent()) {
            return known.get();
        }
        if (!mayBeMade) {
            throw new IOException("The password of the database is lost: " + DatabasePassword.file(folder)
                    + " is not there. " + howToComeIn(folder));
        }
        return DatabasePassword.make(folder, new SecureRandom());
    }

    private static String howToComeIn(Path folder) {
        return "Bring that file back from the backup that the folder " + folder
                + " is from. If there is none, write trust for each "
                + ClientAuthentication.METHOD + " in " + new ClientAuthentication(folder).file()
                + " and start the gateway again: it sets a password and closes the database by itself.";
    }

    /**
     * Databases of earlier gateways took everybody for the superuser. Whatever interrupts this, the rules are written last: as long
     * as they are the old ones, the next start does it all again. Who is connected meanwhile is gone when this server stops.
     */
    private static void closeToStrangers(
            ClientAuthentication authentication, DatabasePassword password, Duration patience) throws IOException {
        Path folder = authentication.folder();
        try (EmbeddedPostgres open = server(folder, password, DURABLE, patience);
                Connection connection = open.getPostgresDatabase().getConnection()) {
            // sends what the server keeps instead of the password, so that no log of statements ever has it
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(SUPERUSER, password.text().toCharArray(), ClientAuthentication.METHOD);
        } catch (SQLException e) {
            throw new IOException("the password of the database in " + folder + " could not be set", e);
        }
        stopLeftOver(folder);
        authentication.demandPasswords();
        LOG.info(
                "The database in {} let in every user of this machine; from now on it demands the password in {}",
                folder,
                DatabasePassword.file(folder));
    }

    private static EmbeddedPostgres server(
            Path folder, DatabasePassword password, Map<String, String> settings, Duration patience)
            throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setOverrideWorkingDirectory(Programs.folder())
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                // Its sockets would be in a folder of everybody's, and nobody needs them.
                .setServerConfig("unix_socket_directories", "")
                // What the library calls the locale are options of initdb, after its own, which trust everybody.
                // So a new database is closed before its server first listens.
                .setLocaleConfig("auth", ClientAuthentication.METHOD)
                .setLocaleConfig("pwfile", DatabasePassword.file(folder).toString())
                .setConnectConfig("password", password.text())
                .setPGStartupWait(patience)
                // A hook of its own would stop the database under those who still work on it.
                .setRegisterShutdownHook(false);
        settings.forEach(builder::setServerConfig);
        try {
            return builder.start();
        } catch (IOException e) {
            stopLeftOver(folder);
            if (e.getCause() instanceof SQLException refused
                    && refused.getSQLState() != null
                    && refused.getSQLState().startsWith(INVALID_AUTHORIZATION)) {
                throw new IOException(
                        "The database does not take the password in " + DatabasePassword.file(folder) + ". "
                                + howToComeIn(folder),
                        e);
            }
            throw e;
        }
    }

    /** Settings in the folder can name other rules than those that we have read. */
    private void requireThatStrangersAreRefused(Path folder) throws IOException {
        // empty, not missing: for a missing one the driver would look into the files of this user
        try (Connection _ = DriverManager.getConnection(jdbcUrl(), SUPERUSER, "")) {
            throw new IOException(
                    "The database in " + folder + " lets everybody in without a password: take hba_file out of"
                            + " its postgresql.conf and postgresql.auto.conf.");
        } catch (SQLException refused) {
            LOG.debug("The database refuses who has no password: {}", refused.getMessage());
        }
    }

    /** Without the password. */
    public String jdbcUrl() {
        return postgres.getJdbcUrl(SUPERUSER, DATABASE);
    }

    public String password() {
        return password.text();
    }

    /** Connections as the superuser; there is no pool behind it. */
    public DataSource dataSource() {
        return postgres.getPostgresDatabase();
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
