package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MPPS and IAN as an SCU of another make speaks them, dcmjs-dimse: each is answered as PS3.4 says, and publishes its study. */
@Tag("integration")
class DcmjsPeerTest extends SourceScene {
    private static final Path PEER = Path.of("src/test/dcmjs-dimse");
    private static final String STEP = "1.2.826.0.1.3680043.9.88";
    private static final String IMAGE = SERIES + ".1";

    @Test
    void whatItTellsIsTakenAndPublishesTheStudy() throws Exception {
        running.store(DataSets.ct(SERIES, IMAGE));
        assertThat(running.publication(STUDY)).contains("\"state\":\"receiving\"");

        assertThat(peer().lines())
                .containsExactly(
                        "create 0000",
                        "create again 0111",
                        "set 0000",
                        "set again 0110",
                        "available 0000",
                        "available without a study 0120");

        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(running.audit.read(0, 100).stream()
                        .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                        .filter(record -> record.contains("UserID=\"DCMJS\"")))
                .hasSize(6)
                .allSatisfy(record -> assertThat(record).contains("csd-code=\"110111\""));
    }

    private String peer() throws Exception {
        if (!Files.isDirectory(PEER.resolve("node_modules/dcmjs-dimse"))) {
            Samples.missing("dcmjs-dimse is not installed: npm ci in imaging-source/" + PEER);
        }
        Path log = folder.resolve("dcmjs.log");
        try {
            Process process = new ProcessBuilder(
                            "node",
                            PEER.resolve("mpps.cjs").toString(),
                            String.valueOf(running.dicomPort()),
                            STEP,
                            STUDY,
                            SERIES,
                            IMAGE)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            String output = Files.readString(log, StandardCharsets.UTF_8);
            assertThat(ended && process.exitValue() == 0).as(output).isTrue();
            return output;
        } catch (IOException absent) {
            Samples.missing("Node.js is not installed: " + absent.getMessage());
            throw absent;
        }
    }
}
