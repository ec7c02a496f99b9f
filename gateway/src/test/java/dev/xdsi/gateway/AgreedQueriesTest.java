package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreedQueriesTest {
    @TempDir
    Path folder;

    private Optional<String> attention(String partners, Map<String, String> settings) throws Exception {
        Path file = Files.writeString(folder.resolve("partners.yaml"), partners);
        Map<String, String> all = new HashMap<>(settings);
        all.put("XDSI_COMMUNITIES_PARTNERS", file.toString());
        NodeTls tls = new NodeTls(
                new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom()).node("n"));
        try (SettingsFiles files = new SettingsFiles()) {
            return AgreedQueries.start(new ConfigurationReader(all).read(null), tls, files)
                    .attention();
        }
    }

    @Test
    void aPortThatIsOpenToAllIsSaid() throws Exception {
        Map<String, String> reachable = Map.of("XDSI_DICOM_TLS_HOST", "0.0.0.0");
        String storer = "dicom: [{ae-title: A, address: 192.0.2.1, may: [store]}]";

        assertThat(attention("dicom: []", reachable).orElseThrow())
                .contains("0.0.0.0:2762", "dicom.callers", "may: [store]", "partners.yaml");
        assertThat(attention(storer, reachable)).isEmpty();
        assertThat(attention("dicom: []", Map.of())).as("on loopback").isEmpty();
        assertThat(attention("dicom: []", Map.of("XDSI_DICOM_TLS_HOST", "0.0.0.0", "XDSI_DICOM_CALLERS", "any")))
                .as("somebody said so")
                .isEmpty();
        assertThat(attention("dicom: []", Map.of("XDSI_DICOM_TLS_HOST", "0.0.0.0", "XDSI_DICOM_CALLERS", "known")))
                .isEmpty();
    }
}
