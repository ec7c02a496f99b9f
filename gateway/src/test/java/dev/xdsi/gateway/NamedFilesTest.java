package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.soap.tls.DemoCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedFilesTest {
    @TempDir
    Path folder;

    private static Configuration configuration(Map<String, String> environment) throws Exception {
        return new ConfigurationReader(environment).read(null);
    }

    private static List<String> mistakes(Map<String, String> environment) throws Exception {
        Configuration configuration = configuration(environment);
        return catchThrowableOfType(ConfigurationException.class, () -> NamedFiles.check(configuration, environment))
                .mistakes();
    }

    @ParameterizedTest
    @CsvSource({
        "XDSI_IMAGING_SOURCE_PUBLICATION_POLICY, imaging-source.publication-policy, imaging-source",
        "XDSI_XUA_TRUSTED_ISSUERS, xua.trusted-issuers, ",
        "XDSI_REGISTRY_CODES, registry.codes, registry",
        "XDSI_COMMUNITIES_PARTNERS, communities.partners, "
    })
    void aFileThatIsNotThereIsNamedByItsKey(String variable, String key, String actor) throws Exception {
        String file = folder.resolve("nowhere").toString();
        assertThat(mistakes(Map.of(variable, file))).containsExactly(key + " = " + file + ": there is no such file");
        Files.writeString(folder.resolve("nowhere"), "[");
        assertThat(mistakes(Map.of(variable, file))).singleElement().asString().startsWith(key + ": ");
        if (actor != null) {
            NamedFiles.check(configuration(Map.of(variable, file, "XDSI_ACTORS", "audit-repository")), Map.of());
        }
    }

    @Test
    void keysAndCertificatesAreRead() throws Exception {
        DemoCertificates made = new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom());
        made.node("gateway");
        Map<String, String> environment = new HashMap<>(Map.of(
                "XDSI_TLS_KEY", made.keyFile("gateway").toString(),
                "XDSI_TLS_CERTIFICATE", made.certificateFile("gateway").toString(),
                "XDSI_TLS_TRUSTED", made.authorityFile().toString()));
        NamedFiles.check(configuration(environment), environment);

        environment.put("XDSI_TLS_TRUSTED", folder.resolve("none").toString());
        environment.put("XDSI_ASSERTION_PROVIDER_KEY", folder.resolve("k").toString());
        environment.put(
                "XDSI_ASSERTION_PROVIDER_CERTIFICATE", folder.resolve("c").toString());
        environment.put("XDSI_REPOSITORY_ENCRYPTION_KEYS", "a=env:NOWHERE");
        environment.put("XDSI_REPOSITORY_ENCRYPTION_CURRENT", "a");
        assertThat(mistakes(environment))
                .hasSize(4)
                .anyMatch(mistake -> mistake.startsWith("tls.trusted = " + folder.resolve("none")))
                .anyMatch(mistake -> mistake.startsWith("assertion-provider.key = "))
                .anyMatch(mistake -> mistake.startsWith("assertion-provider.certificate = "))
                .anyMatch(mistake -> mistake.startsWith("repository.encryption.keys: ") && mistake.contains("NOWHERE"));

        environment.put(
                "XDSI_TLS_TRUSTED",
                Files.writeString(folder.resolve("none"), "no PEM").toString());
        assertThat(mistakes(environment))
                .anyMatch(mistake -> mistake.startsWith("tls.key, tls.certificate, tls.trusted: "));
    }

    @Test
    void aStartSaysTheSameAndLeavesNothing() throws Exception {
        Path data = folder.resolve("data");
        Configuration configuration = configuration(Map.of(
                "XDSI_DATA",
                data.toString(),
                "XDSI_REGISTRY_CODES",
                folder.resolve("nowhere").toString()));

        assertThatThrownBy(() -> Gateway.start(configuration))
                .isInstanceOf(GatewayNotStarted.class)
                .hasMessageContaining("registry.codes = " + folder.resolve("nowhere") + ": there is no such file");
        assertThat(data).doesNotExist();
    }
}
