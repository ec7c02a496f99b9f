package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS on the DICOM port with foreign software as the other side, and certificates that change while it runs. */
@Tag("integration")
class SecureNodeTest {
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    @TempDir
    private Path folder;

    @Test
    void aStrangerIsRefusedAndRecordedUntilHisAuthorityIsTrusted() throws Exception {
        DemoCertificates ours = certificates("ours");
        DemoCertificates theirs = certificates("theirs");
        ours.node("gateway");
        ours.node("modality");
        theirs.node("modality");
        Path trusted = Files.copy(ours.authorityFile(), folder.resolve("trusted.pem"));
        Configuration configuration = RunningGateway.configuration(folder.resolve("data"))
                .with(Settings.TLS_KEY, ours.keyFile("gateway").toString())
                .with(Settings.TLS_CERTIFICATE, ours.certificateFile("gateway").toString())
                .with(Settings.TLS_TRUSTED, trusted.toString());
        try (RunningGateway gateway = RunningGateway.start(configuration)) {
            assertThat(echo(gateway, ours, ours)).isZero();
            assertThat(trail(gateway)).doesNotContain("110113");
            assertThat(echo(gateway, theirs, ours)).isNotZero();
            assertThat(trail(gateway)).contains("110113");

            Path changed = folder.resolve("changed.pem");
            Files.writeString(
                    changed, Files.readString(ours.authorityFile()) + Files.readString(theirs.authorityFile()));
            Files.move(changed, trusted, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

            long end = System.nanoTime() + PATIENCE;
            while (echo(gateway, theirs, ours) != 0) {
                assertThat(System.nanoTime()).as("the new trust is taken over").isLessThan(end);
                Thread.sleep(200);
            }
            assertThat(echo(gateway, ours, ours)).isZero();
            assertThat(gateway.health().path("code").asInt()).isEqualTo(200);
        }
    }

    private DemoCertificates certificates(String name) {
        return new DemoCertificates(folder.resolve(name), Clock.systemUTC(), new SecureRandom());
    }

    private static String trail(RunningGateway gateway) throws Exception {
        assertThat(gateway.gateway().flushAudit(Duration.ofSeconds(20))).isTrue();
        return gateway.client().auditRecords(-1, 500).toString();
    }

    /** DCMTK's C-ECHO with the certificate of this authority, expecting the gateway's of that one. */
    private int echo(RunningGateway gateway, DemoCertificates caller, DemoCertificates called) throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                "echoscu",
                "--enable-tls",
                caller.keyFile("modality").toString(),
                caller.certificateFile("modality").toString(),
                "--add-cert-file",
                called.authorityFile().toString(),
                "-aec",
                "XDSI",
                "127.0.0.1",
                "" + gateway.gateway().addresses().dicomTls().getPort());
        try {
            Process process = command.redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            int code = process.waitFor();
            assertThat(said).doesNotContain("unknown option");
            return code;
        } catch (IOException absent) {
            if (!"true".equals(System.getenv("CI"))) {
                Assumptions.abort("DCMTK is not installed: " + absent.getMessage());
            }
            throw absent;
        }
    }
}
