package dev.xdsi.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Real DICOM files beside the project; without them a test is aborted, in CI it fails. */
final class Samples {
    private Samples() {}

    static Path folder() {
        Path beside = Path.of(System.getProperty("xdsi.root", "."))
                .resolve("../shared")
                .normalize();
        String elsewhere = System.getenv("XDSI_SHARED");
        Path shared = Files.isDirectory(beside) || elsewhere == null ? beside : Path.of(elsewhere);
        Path folder = shared.resolve("dicom");
        if (!Files.isDirectory(folder)) {
            String missing = "there are no real DICOM samples at " + folder;
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        return folder;
    }

    /** The files of a group, without those of folders in it. */
    static List<Path> directlyIn(String group) throws IOException {
        try (Stream<Path> files = Files.list(folder().resolve(group))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
