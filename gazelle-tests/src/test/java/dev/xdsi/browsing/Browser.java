package dev.xdsi.browsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The browser of this machine, and the journeys in {@code browser/} that Node.js walks with it. */
final class Browser {
    private static final Path GAZELLE_TESTS =
            Path.of(System.getProperty("xdsi.root", "../..")).toAbsolutePath().resolve("gazelle-tests");
    private static final Path FOLDER = GAZELLE_TESTS.resolve("browser");
    private static final Path SCREENSHOTS = GAZELLE_TESTS.resolve("target/screenshots");
    private static final String SUFFIX = ".journey.mjs";
    private static final int PATIENCE_SECONDS = 300;

    private final Path chromium;

    private Browser(Path chromium) {
        this.chromium = chromium;
    }

    /** Without one, these tests say so and end; where everything must be there, that is a failure. */
    static Browser ofThisMachine() throws Exception {
        Optional<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(path -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            String sentence = "There is no Chromium on this machine: install the package chromium.";
            if ("true".equals(System.getenv("CI"))) {
                fail(sentence);
            }
            Assumptions.abort(sentence);
        }
        Browser browser = new Browser(found.orElseThrow());
        browser.install();
        return browser;
    }

    /** Once for each lock file, what the journeys need. */
    private void install() throws Exception {
        Path installed = FOLDER.resolve("node_modules/.package-lock.json");
        Path lock = FOLDER.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) < 0) {
            run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");
        }
    }

    /** The names of all journeys. */
    static List<String> journeys() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    /** Walks one; what it printed is told when it fails. */
    void walk(String journey, Map<String, String> environment) throws Exception {
        run(environment, "node", journey + SUFFIX);
    }

    private void run(Map<String, String> environment, String... command) throws Exception {
        Path printed = Files.createTempFile("browser", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("XDSI_CHROMIUM", chromium.toString());
        builder.environment().put("XDSI_SCREENSHOTS", SCREENSHOTS.toString());
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(ended).as("ended: " + Files.readString(printed)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(printed)).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(printed);
        }
    }
}
