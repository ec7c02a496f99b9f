package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration of several communities as a user starts it: three gateways, mutual TLS, assertions, ITI-8, ITI-55, XCA, XCA-I. */
@Tag("integration")
class ThreeCommunitiesTest {
    @TempDir
    Path folder;

    @Test
    void everyStudyIsFoundAndFetchedFromTheFirstCommunityAlsoWhileAnotherIsDown() throws Exception {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("XDSI_DATA", folder.resolve("data").toString());
        RunningGateway.PORTS.forEach(port -> environment.put(port.variable(), "0"));

        CommandLine.Ended ended = CommandLine.xdsi(folder, environment, "demo", "--communities", "3", "--once");

        assertThat(ended.exitCode()).as(ended.printed()).isZero();
        assertThat(ended.printed().lines().filter(line -> line.startsWith("demo ")))
                .singleElement()
                .asString()
                .matches("demo ok communities=3 studies=3 instances=36 images=identical seconds=\\d+ unavailable=1"
                        + " reported");
    }
}
