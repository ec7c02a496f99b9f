package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that speaks DIMSE by dcmjs-dimse, an implementation of another make in JavaScript.
 *
 * @param name of its file
 * @param log where its output goes
 */
record Dcmjs(String name, Path log) {
    private static final Path PROGRAMS = Path.of("src/test/dcmjs-dimse");

    /** Runs it to its end, which must be a good one; returns what it said. */
    String run(String... arguments) throws Exception {
        Process process = start(arguments);
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(output).isTrue();
        return output;
    }

    Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    /** @param environment what it is told that is not for everybody who lists processes */
    Process start(Map<String, String> environment, String... arguments) throws IOException {
        if (!Files.isDirectory(PROGRAMS.resolve("node_modules/dcmjs-dimse"))) {
            Samples.missing("dcmjs-dimse is not installed: npm ci in imaging-source/" + PROGRAMS);
        }
        List<String> command =
                new ArrayList<>(List.of("node", PROGRAMS.resolve(name).toString()));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder program =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            program.environment().putAll(environment);
            return program.start();
        } catch (IOException absent) {
            Samples.missing("Node.js is not installed: " + absent.getMessage());
            throw absent;
        }
    }
}
