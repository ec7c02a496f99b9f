package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK sends, and reads what is served. */
@Tag("integration")
class DcmtkTest {
    @TempDir
    Path folder;

    @Test
    void storescuSendsAndDcmdumpReads() throws Exception {
        Path set = Samples.folder("xdsi-IDS-DEPT003-a");
        TestDatabase.empty();
        try (RunningSource running = new RunningSource(
                folder.resolve("archive"), new RecordingRepository(), Instant.parse("2026-03-01T12:00:00Z"))) {
            String port = String.valueOf(running.dicomPort());
            Path images = Files.createDirectory(folder.resolve("images"));
            for (Path file : Samples.files(set)) {
                if (!file.toString().contains("/kos/")) {
                    Files.copy(file, images.resolve(file.getFileName()));
                }
            }

            run("storescu", "-aec", "XDSI", "+sd", "127.0.0.1", port, images.toString());

            HttpResponse<byte[]> served = running.get(
                    "/wado?requestType=WADO&contentType=application/dicom&studyUID=1.3.6.1.4.1.21367.201599.1.201604020955010"
                            + "&seriesUID=" + series(images) + "&objectUID=" + uid(images, "0008,0018"),
                    "application/dicom");
            assertThat(served.statusCode()).isEqualTo(200);
            Path file = Files.write(folder.resolve("served.dcm"), served.body());
            assertThat(run("dcmdump", "-Un", file.toString())).contains("1.3.6.1.4.1.21367.201599.1.201604020955010");
        }
    }

    private static String series(Path images) throws Exception {
        return uid(images, "0020,000e");
    }

    private static String uid(Path images, String tag) throws Exception {
        String line =
                run("dcmdump", "-Un", "+P", tag, images.resolve("000000.dcm").toString());
        return line.substring(line.indexOf('[') + 1, line.indexOf(']'));
    }

    static String run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException absent) {
            Samples.missing("DCMTK is not installed: " + absent.getMessage());
            throw absent;
        }
    }
}
