package dev.xdsi.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Real DICOM files beside the project; without them a test is aborted, in CI it fails. */
public final class Samples {
    private Samples() {}

    public static Path folder(String name) {
        Path beside = Path.of(System.getProperty("xdsi.root", "."))
                .resolve("../shared")
                .normalize();
        String elsewhere = System.getenv("XDSI_SHARED");
        Path shared = Files.isDirectory(beside) || elsewhere == null ? beside : Path.of(elsewhere);
        Path folder = shared.resolve("dicom").resolve(name);
        if (!Files.isDirectory(folder)) {
            missing("there are no sample files at " + folder);
        }
        return folder;
    }

    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    public static void missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(what);
        }
        Assumptions.abort(what);
    }
}
