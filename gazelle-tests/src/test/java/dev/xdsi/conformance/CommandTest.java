package dev.xdsi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.xdsi.conformance.host.OwnGateway.Sources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Exit codes and what is said, against a host that is none of ours. */
class CommandTest {
    private static final Path CASES =
            Path.of(System.getProperty("xdsi.root", "..")).resolve("gazelle-tests/cases");

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void wrongUseIsToldWithAnExitCodeOfItsOwn() throws IOException {
        assertThat(execute("--case", "nobody")).isEqualTo(2);
        assertThat(execute("--nonsense")).isEqualTo(2);
        assertThat(execute("--target", folder.resolve("absent.yaml").toString()))
                .isEqualTo(2);
        Path target = folder.resolve("target.yaml");
        Files.writeString(target, "adresses: {}");
        assertThat(execute("--target", target.toString())).isEqualTo(2);
        assertThat(said.toString())
                .contains("There is no case nobody", "absent.yaml is no file that can be read", "adresses");
    }

    @Test
    void casesAreNamed() {
        assertThat(execute("--list", "--case", "registry/11990")).isZero();
        assertThat(said.toString().strip()).isEqualTo("registry/11990  Register one document");
    }

    @Test
    void aHostThatAnswersNonsenseDeviates() throws IOException {
        WireMockServer host = new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        host.start();
        try {
            host.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("nonsense")));
            Path target = folder.resolve("target.yaml");
            Files.writeString(
                    target,
                    "addresses: {registry: '" + host.baseUrl()
                            + "/registry'}\nvalues: {repositoryUniqueId: 1.2.3}\npatients: ['1^^^&1.2.3&ISO']\n");

            assertThat(execute("--target", target.toString(), "--case", "registry/11990", "--case", "xua/attacks"))
                    .isEqualTo(2);
            assertThat(execute(
                            "--target",
                            target.toString(),
                            "--case",
                            "registry/11990",
                            "--case",
                            "xua/wrapped-1",
                            "--out",
                            folder.resolve("out").toString()))
                    .isEqualTo(1);
            assertThat(said.toString()).contains("FAILED", "no XML", "0 passed, 1 failed, 1 not applicable");
            assertThat(folder.resolve("out/conformance.html")).content().contains("nonsense");
            assertThat(folder.resolve("out/conformance.xml")).content().contains("<failure");
        } finally {
            host.stop();
        }
    }

    private int execute(String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        return new CommandLine(new ConformanceCommand(
                        out, false, CASES, new Sources(Clock.systemUTC(), new SecureRandom(), UUID::randomUUID)))
                .setOut(out)
                .setErr(out)
                .execute(arguments);
    }
}
