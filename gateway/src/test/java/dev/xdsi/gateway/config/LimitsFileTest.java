package dev.xdsi.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsFileTest {
    @TempDir
    Path folder;

    @Test
    void theExampleLimitsThePartnerAndNobodyElse() throws IOException {
        assertThat(read(PartnersFile.example()))
                .containsOnly(Map.entry(
                        // However the name is written.
                        new X500Principal("cn=Gateway, o=hospital south"),
                        EndpointLimits.of("/repository parts=10 message-kb=20480 header-kb=8 seconds=60 of-client=2,"
                                + " /registry message-kb=512")));
    }

    @Test
    void withoutAListNobodyHasLimitsOfHisOwn() throws IOException {
        assertThat(read("communities: []\n")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(new LimitsFile(folder.resolve("none")).read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limits: all",
                "limits: [{subject: CN=a}]",
                "limits: [{subject: a, at: [/registry parts=1]}]",
                "limits: [{subject: CN=a, at: /registry parts=1}]",
                "limits: [{subject: CN=a, at: [/registry parts=1], more: b}]",
                "limits: [{subject: CN=a, at: []}, {subject: cn=A, at: []}]",
                "limits: ["
            })
    void whatIsNoListOfLimitsIsRefused(String text) {
        assertThatIOException().isThrownBy(() -> read(text)).withMessageContaining("partners.yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "/registry bytes=1, is no limit: bytes",
        "/registry parts=0, is not limit=number: parts=0",
        "/nowhere parts=1, is no endpoint whose limits can be chosen: /nowhere",
        "/registry, is not a list of /path limit=number",
        "/registry parts=1 requests=5, requests is a limit of the endpoint"
    })
    void whoseLimitsAreWrongIsSaid(String endpoint, String why) {
        assertThatIOException()
                .isThrownBy(
                        () -> read("limits:\n- {subject: CN=a, at: [/registry parts=1]}\n- subject: CN=kos,O=South\n"
                                + "  at: [/repository parts=9, " + endpoint + "]\n"))
                .withMessageContaining("partners.yaml: limits of CN=kos,O=South: " + why);
    }

    private Map<X500Principal, EndpointLimits> read(String text) throws IOException {
        return new LimitsFile(Files.writeString(folder.resolve("partners.yaml"), text)).read();
    }
}
