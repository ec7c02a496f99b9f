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
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The limit: {@code pgbench} of PostgreSQL, which does nothing but send prepared statements and take in what comes back. */
final class Pgbench {
    private final Path program;
    private final int databasePort;
    private final Path work;

    /** One transaction in the language of {@code pgbench}, and the values of its variables. */
    record Script(String name, String text, Map<String, String> variables) {}

    private Pgbench(Path program, int databasePort, Path work) {
        this.program = program;
        this.databasePort = databasePort;
        this.work = work;
    }

    /** That of the system; the database that the gateway brings along has none. */
    static Pgbench of(int databasePort, Path work) throws IOException {
        try (Stream<Path> places = Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of), versions())) {
            Path program = places.map(place -> place.resolve("pgbench"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException(
                                    "pgbench is not installed, and without it there is no limit to measure against:"
                                            + " install postgresql-contrib (Debian, Ubuntu: postgresql; macOS: brew install postgresql)"));
            return new Pgbench(program, databasePort, work);
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
                "--port=" + databasePort,
                "--username=postgres"));
        script.variables().forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add("postgres");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
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
