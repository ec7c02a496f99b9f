package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MPPS and IAN as an SCU of another make speaks them, dcmjs-dimse: each is answered as PS3.4 says, and publishes its study. */
@Tag("integration")
class DcmjsPeerTest extends SourceScene {
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
        return new Dcmjs("mpps.cjs", folder.resolve("dcmjs.log"))
                .run(String.valueOf(running.dicomPort()), STEP, STUDY, SERIES, IMAGE);
    }
}
