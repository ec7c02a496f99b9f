package dev.xdsi.journey;

import dev.xdsi.gateway.database.DatabasePassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The database server that a gateway brought along, to be taken away from it and given back. */
final class OwnDatabase implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;
    private final List<String> command;
    private final int port;
    private final String password;
    private long pid;

    OwnDatabase(Path folder) throws IOException {
        this.folder = folder;
        List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
        this.pid = Long.parseLong(lines.getFirst().strip());
        this.port = Integer.parseInt(lines.get(3).strip());
        this.password = DatabasePassword.of(folder).orElseThrow().text();
        this.command = List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.UTF_8)
                .split("\0"));
    }

    /** Ends all of its connections, in whatever they are doing (F12). */
    void terminateBackends() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        }
    }

    /** As {@code pg_ctl stop -m immediate} does it: nothing is finished, nothing written (F10). */
    void stopAtOnce() throws IOException, InterruptedException {
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", "" + pid).start().waitFor();
        try {
            server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the database server does not stop", e);
        }
    }

    /** On the same folder and port; returns at once (F11). */
    void startAgain() throws IOException {
        // Like the library that started it: the server refuses to be the superuser.
        List<String> asNobody = System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
        pid = new ProcessBuilder(
                        Stream.concat(asNobody.stream(), command.stream()).toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("database.log").toFile())
                .start()
                .pid();
    }

    /** Ends what {@link #startAgain} started, unless a gateway has taken it over. */
    @Override
    public void close() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
}
