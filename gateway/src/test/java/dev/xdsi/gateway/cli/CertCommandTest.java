package dev.xdsi.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.CommandLine;
import dev.xdsi.soap.tls.DemoCertificates;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertCommandTest {
    @TempDir
    Path folder;

    @Test
    void showTellsOfTheCertificateOfAssertionsToo() throws Exception {
        DemoCertificates ours = new DemoCertificates(folder.resolve("ours"), Clock.systemUTC(), new SecureRandom());
        ours.signer("assertions");
        CommandLine.Ended shown = CommandLine.xdsi(
                folder,
                Map.of(
                        "XDSI_ASSERTION_PROVIDER_KEY",
                        ours.keyFile("assertions").toString(),
                        "XDSI_ASSERTION_PROVIDER_CERTIFICATE",
                        ours.certificateFile("assertions").toString()),
                "cert",
                "show");

        assertThat(shown.exitCode()).as(shown.printed()).isZero();
        assertThat(shown.printed())
                .containsPattern("signs +CN=XDS-I demonstration assertions")
                .contains("shown");
    }
}
