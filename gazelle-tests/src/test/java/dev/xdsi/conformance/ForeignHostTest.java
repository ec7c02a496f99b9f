package dev.xdsi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.conformance.host.OwnGateway.Sources;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The cases against software of another make, which keeps documents and knows little else: registry and repository of IPF. */
@Tag("integration")
class ForeignHostTest {
    private static final Path ROOT = Path.of(System.getProperty("xdsi.root", ".."));
    private static final Path IPF = ROOT.resolve("gazelle-tests/ipf-client/target");
    private static final int PATIENTS = 50;

    @TempDir
    private Path folder;

    @Test
    void itsDeviationsAreToldAndTheRunEndsInGoodOrder() throws Exception {
        Process server = start();
        try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
            String address = said.readLine();
            assertThat(address).as(Files.readString(folder.resolve("err"))).isNotNull();
            StringWriter out = new StringWriter();

            int exitCode = conformance(
                    new PrintWriter(out, true),
                    "--target",
                    target(address).toString(),
                    "--out",
                    folder.resolve("reports").toString(),
                    "--case",
                    "registry/11990",
                    "--case",
                    "registry/11992",
                    "--case",
                    "registry/11897",
                    "--case",
                    "repository/11966",
                    "--case",
                    "repository/12029",
                    "--case",
                    "initiating-gateway/12300");

            assertThat(exitCode).as(out.toString()).isEqualTo(1);
            assertThat(out.toString())
                    .containsPattern("passed +registry/11990")
                    .containsPattern("FAILED +registry/11992")
                    .containsPattern("n/a +initiating-gateway/12300")
                    .containsPattern("registry +.*passed.*failed|registry +.*failed.*passed");
            assertThat(folder.resolve("reports/conformance.html"))
                    .content()
                    .contains("registry/11992", "RegistryStoredQuery");
            assertThat(folder.resolve("reports/conformance.xml")).content().contains("<failure", "11992");
        } finally {
            server.getOutputStream().close();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.exitValue()).isZero();
    }

    private static int conformance(PrintWriter out, String... arguments) {
        Sources sources = new Sources(Clock.systemUTC(), new SecureRandom(), UUID::randomUUID);
        return new CommandLine(new ConformanceCommand(out, false, ROOT.resolve("gazelle-tests/cases"), sources))
                .execute(arguments);
    }

    private Path target(String address) throws IOException {
        String patients = IntStream.rangeClosed(1, PATIENTS)
                .mapToObj("\"FOREIGN-%d^^^&1.3.6.1.4.1.21367.2005.3.7&ISO\""::formatted)
                .collect(Collectors.joining(", "));
        return Files.writeString(folder.resolve("target.yaml"), """
                addresses:
                  registry: "%1$s/xds-iti18"
                  repository: "%1$s/xds-iti43"
                  iti-41: "%1$s/xds-iti41"
                  iti-42: "%1$s/xds-iti42"
                values: {repositoryUniqueId: 1.3.6.1.4.1.21367.13.80.120, homeCommunityId: "urn:oid:1.2.3", sourceId: 1.2.4}
                patients: [%2$s]
                """.formatted(address, patients));
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        IPF.resolve("classes") + File.pathSeparator + IPF.resolve("foreign") + File.separator + "*",
                        "dev.xdsi.interop.ipf.ForeignServer",
                        Files.createDirectories(folder.resolve("tomcat")).toString(),
                        "1.3.6.1.4.1.21367.13.80.120")
                .redirectError(folder.resolve("err").toFile())
                .start();
    }
}
