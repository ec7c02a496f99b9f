package dev.xdsi.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Real DICOM files beside the project, of many makers and in every transfer syntax. */
public final class Samples {
    /** Files that are refused, and what for. */
    public static final Map<String, String> REFUSED =
            Map.of("small-and-broken/MR_truncated.dcm", "length 8192 exceeds the 8130 bytes left");

    private Samples() {}

    /** The folder of the samples; without it a test fails in CI and is visibly aborted elsewhere. */
    public static Path folder() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("xdsi.root")).map(root -> root + "/../shared"),
                        Optional.ofNullable(System.getenv("XDSI_SHARED")))
                .flatMap(Optional::stream)
                .map(shared -> Path.of(shared, "dicom").normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> missing("the folder shared/dicom of real samples beside the project"));
    }

    /** Every DICOM file of the folder. */
    public static List<Path> all() {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".xml")
                            && !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file that is meant to be read. */
    public static List<Path> readable() {
        Path folder = folder();
        return all().stream()
                .filter(file -> !REFUSED.containsKey(folder.relativize(file).toString()))
                .toList();
    }

    public static Path of(String name) {
        return folder().resolve(name);
    }

    /** Fails where everything must be present, aborts where something may be absent. */
    public static RuntimeException missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("missing in CI: " + what);
        }
        return new TestAbortedException("missing: " + what);
    }
}
