package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A DICOMweb client of another make, pydicom, stores here, finds, retrieves, and compares in tags and pixels. */
@Tag("integration")
class PydicomPeerTest extends SourceScene {
    @Test
    void pydicomGetsBackWhatItStored() throws Exception {
        assertThat(peer().lines())
                .containsExactly(
                        "stow-rs: both stored",
                        "qido-rs: the study with the name in three scripts",
                        "qido-rs: one instance",
                        "wado-rs: the study as it was sent",
                        "wado-rs: instances, uncompressed",
                        "wado-rs: metadata with bulk data",
                        "wado-rs: frames",
                        "wado-uri: instances");
    }

    private String peer() throws Exception {
        Path program = folder.resolve("pydicom_peer.py");
        try (InputStream source =
                Objects.requireNonNull(PydicomPeerTest.class.getResourceAsStream("pydicom_peer.py"))) {
            Files.copy(source, program);
        }
        Path log = folder.resolve("pydicom_peer.log");
        try {
            Process process = new ProcessBuilder(
                            "/usr/bin/python3",
                            program.toString(),
                            "http://127.0.0.1:" + running.web(),
                            "http://localhost:8081")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            String output = Files.readString(log, StandardCharsets.UTF_8);
            if (output.contains("No module named")) {
                Samples.missing("pydicom or numpy is not installed: " + output);
            }
            assertThat(ended && process.exitValue() == 0).as(output).isTrue();
            return output;
        } catch (IOException absent) {
            Samples.missing("python3 is not installed: " + absent.getMessage());
            throw absent;
        }
    }
}
