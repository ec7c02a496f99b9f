package dev.xdsi.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** The limit: {@code pgbench} of PostgreSQL, which does nothing but send prepared statements and take in what comes back. */
final class Pgbench {
    private final Path program;
    private final PGSimpleDataSource database;
    private final Path work;

    /** One transaction in the language of {@code pgbench}, and the values of its variables. */
    record Script(String name, String text, Map<String, String> variables) {}

    private Pgbench(Path program, PGSimpleDataSource database, Path work) {
        this.program = program;
        this.database = database;
        this.work = work;
    }

    /** That of the system; the database that the gateway brings along has none. */
    static Pgbench of(PGSimpleDataSource database, Path work) throws IOException {
        try (Stream<Path> places = Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of), versions())) {
            Path program = places.map(place -> place.resolve("pgbench"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException(
                                    "pgbench is not installed, and without it there is no limit to measure against:"
                                            + " install postgresql-contrib (Debian, Ubuntu: postgresql; macOS: brew install postgresql)"));
            return new Pgbench(program, database, work);
        }
    }

    private static Stream<Path> versions() throws IOException {
        Path all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.list(all)) {
            return found.map(version -> version.resolve("bin")).toList().stream();
        }
    }

    Load.Times run(Script script, int clients, Duration length) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "pgbench");
        Path file = Files.writeString(folder.resolve("script.sql"), script.text());
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(clients, 2),
                "--time=" + length.toSeconds(),
                "--file=" + file,
                "--log",
                "--log-prefix=" + folder.resolve("log"),
                "--host=127.0.0.1",
                "--port=" + database.getPortNumbers()[0],
                "--username=" + database.getUser()));
        script.variables().forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add("postgres");
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command);
        // everybody on this machine can read a command line
        builder.environment().put("PGPASSWORD", Objects.requireNonNull(database.getPassword()));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("pgbench failed at " + script.name() + ": " + Files.readString(output));
        }
        return new Load.Times(times(folder), length.toSeconds());
    }

    /** Its log has a line for each transaction: client, number, microseconds, … */
    static LongStream times(Path folder) throws IOException {
        LongStream all = LongStream.empty();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path log : files.filter(file -> file.getFileName().toString().startsWith("log"))
                    .toList()) {
                all = LongStream.concat(
                        all,
                        Files.readAllLines(log, StandardCharsets.US_ASCII).stream()
                                .mapToLong(Pgbench::nanoseconds));
            }
        }
        return all;
    }

    static long nanoseconds(String logged) {
        return 1000 * Long.parseLong(logged.split(" ", 4)[2]);
    }
}
