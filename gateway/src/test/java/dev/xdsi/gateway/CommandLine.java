package dev.xdsi.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line of the gateway as a user runs it, in a process of its own. */
public final class CommandLine {
    private static final int PATIENCE_SECONDS = 120;

    private CommandLine() {}

    /** How a command ended and what it printed, results and words for people together. */
    public record Ended(int exitCode, String printed) {}

    public static Ended xdsi(Path work, Map<String, String> environment, String... arguments) throws Exception {
        return end(start(work, environment, arguments), printed(work));
    }

    /** Starts a command; what it prints goes to {@link #printed}. */
    public static Process start(Path work, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.xdsi.gateway.Main"));
        command.addAll(List.of(arguments));
        return start(work, environment, command);
    }

    public static Process start(Path work, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(printed(work).toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("XDSI_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    public static Ended end(Process process, Path printed) throws Exception {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end:\n" + Files.readString(printed));
        }
        return new Ended(process.exitValue(), Files.readString(printed));
    }

    public static Path printed(Path work) {
        return work.resolve("printed.txt");
    }
}
