package dev.xdsi.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The XDS client of Open eHealth IPF, each call a process of its own with the libraries IPF was released with. */
final class ForeignClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 120;

    private final Path home = Path.of(System.getProperty("xdsi.root", "..")).resolve("gazelle-tests/ipf-client/target");
    private final Path work;

    /** @param work where the process keeps what it prints */
    ForeignClient(Path work) {
        this.work = work;
        if (!Files.isDirectory(home.resolve("foreign"))) {
            throw new IllegalStateException(home + " is not there: build with -am, so that ipf-client is built too");
        }
    }

    Seen submit(String repository, String patientId, Path... files) {
        List<String> arguments = new ArrayList<>(List.of("submit", repository, patientId));
        Stream.of(files).map(Path::toString).forEach(arguments::add);
        return run(arguments.toArray(String[]::new));
    }

    Seen find(String registry, String patientId) {
        return run("find", registry, patientId);
    }

    Seen retrieve(String repository, String repositoryUniqueId, String documentUniqueId, Path outFile) {
        return run("retrieve", repository, repositoryUniqueId, documentUniqueId, outFile.toString());
    }

    /** Takes the document, and then has it removed for good. */
    Seen takeAway(String repository, String removal, List<String> ids, Path outFile) {
        return run("retrieve", repository, ids.getFirst(), ids.getLast(), outFile.toString(), removal);
    }

    /** @param image Retrieve Location UID and the UIDs of study, series and instance */
    Seen images(String imagingSource, List<String> image, Path outFile) {
        List<String> arguments = new ArrayList<>(List.of("images", imagingSource));
        arguments.addAll(image);
        arguments.add(outFile.toString());
        return run(arguments.toArray(String[]::new));
    }

    /** @param registry where submissions, updates and restricted updates go */
    Seen administer(List<String> registry, String patientId) {
        return run("administer", registry.get(0), registry.get(1), registry.get(2), patientId);
    }

    /** @param patients who survives the merges, and who does not */
    Seen feed(String feedV3, InetSocketAddress mllp, List<String> patients) {
        return run("feed", feedV3, mllp.getHostString(), "" + mllp.getPort(), patients.getFirst(), patients.getLast());
    }

    Seen read(Path message) {
        return run("read", message.toString());
    }

    Seen run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                home.resolve("classes") + File.pathSeparator + home.resolve("foreign") + File.separator + "*",
                "dev.xdsi.interop.ipf.ForeignClient"));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(work, "foreign", ".out");
            Path err = Files.createTempFile(work, "foreign", ".err");
            Process process = new ProcessBuilder(command)
                    .directory(work.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(arguments[0] + " did not end:\n" + Files.readString(err));
            }
            return new Seen(process.exitValue(), lines(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static List<JsonNode> lines(Path out) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** What the foreign client reported, a JSON object a line. */
    record Seen(int exitCode, List<JsonNode> lines, String log) {
        /** Nothing went wrong in the eyes of the foreign client; fails with all it said otherwise. */
        Seen withoutComplaint() {
            if (exitCode != 0) {
                throw new AssertionError("the foreign client ended with " + exitCode + ":\n"
                        + String.join(
                                "\n", lines.stream().map(JsonNode::toString).toList()) + "\n" + log);
            }
            return this;
        }

        List<JsonNode> of(String kind) {
            return lines.stream()
                    .filter(line -> line.path("kind").asText().equals(kind))
                    .toList();
        }

        /** The objects of that kind that one stored query returned. */
        List<JsonNode> of(String kind, String query) {
            return of(kind).stream()
                    .filter(line -> line.path("query").asText().equals(query))
                    .map(line -> line.path("value"))
                    .toList();
        }

        /** The objects of that kind, of a command that makes no queries. */
        List<JsonNode> values(String kind) {
            return of(kind).stream().map(line -> line.path("value")).toList();
        }
    }
}
