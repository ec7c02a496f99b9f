package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.config.XuaSettings;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutual TLS on the DICOM port with foreign software as the other side, certificates that change while it runs, and answers to a partner that its
 * certificate proves.
 */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureNodeTest {
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    @TempDir
    private static Path folder;

    private DemoCertificates ours;
    private DemoCertificates theirs;
    private Path trusted;
    private AnsweredPartner partner;
    private RunningGateway gateway;

    @BeforeAll
    void start() throws Exception {
        ours = certificates("ours");
        theirs = certificates("theirs");
        ours.node("gateway");
        ours.node("modality");
        theirs.node("modality");
        trusted = Files.copy(ours.authorityFile(), folder.resolve("trusted.pem"));
        partner = new AnsweredPartner(new NodeTls(ours.node("partner")));
        Files.writeString(
                Files.createDirectories(folder.resolve("data")).resolve("partners.yaml"),
                "answers:\n  - subject: O=Demonstration,CN=nobody\n    to: [\"https://localhost:1/\"]\n"
                        + "  - subject: CN=partner, O=Demonstration\n    to:\n      - " + partner.address() + "\n");
        gateway = RunningGateway.start(RunningGateway.configuration(folder.resolve("data"))
                .with(Settings.TLS_KEY, ours.keyFile("gateway").toString())
                .with(Settings.TLS_CERTIFICATE, ours.certificateFile("gateway").toString())
                .with(Settings.TLS_TRUSTED, trusted.toString())
                .with(XuaSettings.XUA_TLS, "off"));
    }

    @AfterAll
    void stop() {
        gateway.close();
        partner.close();
    }

    @Test
    void aStrangerIsRefusedAndRecordedUntilHisAuthorityIsTrusted() throws Exception {
        assertThat(echo(gateway, ours, ours)).isZero();
        assertThat(trail(gateway)).doesNotContain("110113");
        assertThat(echo(gateway, theirs, ours)).isNotZero();
        assertThat(trail(gateway)).contains("110113");

        Path changed = folder.resolve("changed.pem");
        Files.writeString(changed, Files.readString(ours.authorityFile()) + Files.readString(theirs.authorityFile()));
        Files.move(changed, trusted, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        long end = System.nanoTime() + PATIENCE;
        while (echo(gateway, theirs, ours) != 0) {
            assertThat(System.nanoTime()).as("the new trust is taken over").isLessThan(end);
            Thread.sleep(200);
        }
        assertThat(echo(gateway, ours, ours)).isZero();
        assertThat(gateway.health().path("code").asInt()).isEqualTo(200);
    }

    /** And nowhere else; whose answer was not taken finds that recorded. */
    @Test
    void aPartnerIsAnsweredWhereTheFileSays() throws Exception {
        int port = gateway.gateway().addresses().iheTls().getPort();
        URI answers = partner.address();

        assertThat(partner.ask(port, answers.toString())).startsWith("HTTP/1.1 202");
        assertThat(partner.posted())
                .contains("AdhocQueryResponse", "ResponseStatusType:Success")
                .containsPattern("RelatesTo[^>]*>urn:uuid:01234567-89ab-4def-8123-456789abcdef<");
        assertThat(partner.ask(port, answers + "Too"))
                .startsWith("HTTP/1.1 500")
                .contains("OnlyAnonymousAddressSupported");

        assertThat(partner.ask(port, answers + "/refused")).startsWith("HTTP/1.1 202");
        partner.posted();
        assertThat(recorded("110106")).contains(answers + "/refused", "CN=partner", "\"outcome\":\"failure\"");
    }

    private String recorded(String event) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        String trail = trail(gateway);
        while (!trail.contains(event) && System.nanoTime() < end) {
            Thread.sleep(200);
            trail = trail(gateway);
        }
        return trail;
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
