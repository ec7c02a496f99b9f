package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.net.UserPasscode;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.imaging.pacs.Forwarding;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.pacs.PacsSettings.Way;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacsConnectionTest {
    @TempDir
    private Path folder;

    private static @Nullable PacsSettings pacs(String... keysAndValues) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            environment.put("XDSI_IMAGING_SOURCE_PACS_" + keysAndValues[i], keysAndValues[i + 1]);
        }
        Configuration configuration = new ConfigurationReader(environment).read(null);
        return PacsConnection.of(configuration, SSLContext.getDefault());
    }

    @Test
    void withoutATitleThereIsNone() throws Exception {
        assertThat(pacs()).isNull();
    }

    @Test
    void imagesAreFetchedByGetUnlessItIsSaid() throws Exception {
        PacsSettings settings = pacs("AE_TITLE", "PACS", "ADDRESS", "pacs.example:104");

        assertThat(settings).isNotNull();
        assertThat(settings.entity()).hasToString("PACS@pacs.example:104");
        assertThat(settings.entity().sockets()).isSameAs(SocketFactory.getDefault());
        assertThat(settings.way()).isEqualTo(new Way.Get());
        assertThat(settings.cacheBytes()).isEqualTo(10_240_000_000L);
        assertThat(settings.forwarding()).isEqualTo(Forwarding.NOTHING);
    }

    @Test
    void whatGoesOnIsNamed() throws Exception {
        PacsSettings settings = pacs(
                "AE_TITLE",
                "PACS",
                "ADDRESS",
                "pacs.example:104",
                "FORWARD",
                "images, commitment",
                "COMMITMENT_WITHIN",
                "2 h");

        assertThat(settings).isNotNull();
        assertThat(settings.forwarding())
                .isEqualTo(new Forwarding(Set.of(Kind.IMAGES, Kind.COMMITMENT), Duration.ofHours(2)));
    }

    @Test
    void anotherMayBeToldWhatIsAvailable() throws Exception {
        PacsSettings settings = pacs(
                "AE_TITLE",
                "PACS",
                "ADDRESS",
                "p:104",
                "FORWARD",
                "mpps, availability",
                "AVAILABILITY_TO",
                "RIS@ris.example:105");

        assertThat(settings).isNotNull();
        assertThat(settings.forwarding().kinds()).containsExactlyInAnyOrder(Kind.MPPS, Kind.AVAILABILITY);
        assertThat(settings.forwarding().availabilityTo()).hasToString("RIS@ris.example:105");
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        PacsSettings moving =
                pacs("AE_TITLE", "PACS", "ADDRESS", "[::1]:104", "TLS", "true", "FETCH", "c-move", "CACHE_MB", "7");
        PacsSettings web = pacs(
                "AE_TITLE",
                "PACS",
                "ADDRESS",
                "p:104",
                "FETCH",
                "wado-rs",
                "WADO_RS",
                "https://pacs.example/dicom-web/");

        assertThat(moving).isNotNull();
        assertThat(moving.way()).isEqualTo(new Way.Move());
        assertThat(moving.entity().sockets()).isNotSameAs(SocketFactory.getDefault());
        assertThat(moving.cacheBytes()).isEqualTo(7_000_000);
        assertThat(web).isNotNull();
        assertThat(web.way())
                .isInstanceOfSatisfying(
                        Way.WadoRs.class,
                        way -> assertThat(way.base()).isEqualTo(URI.create("https://pacs.example/dicom-web")));
    }

    private PacsSettings asUser(String address, String tls, String content) throws Exception {
        Path file = Files.writeString(folder.resolve("passcode"), content);
        PacsSettings settings = pacs(
                "AE_TITLE",
                "PACS",
                "ADDRESS",
                address,
                "TLS",
                tls,
                "USER",
                "xdsi",
                "PASSCODE_FILE",
                file.toString(),
                "FORWARD",
                "availability",
                "AVAILABILITY_TO",
                "RIS@ris.example:105");
        assertThat(settings).isNotNull();
        return settings;
    }

    /** And to nobody else. */
    @Test
    void asAUserToThePacsAlone() throws Exception {
        PacsSettings secured = asUser("pacs.example:2762", "true", " geheim 77\n");

        assertThat(secured.entity().user()).isEqualTo(UserPasscode.of("xdsi", " geheim 77"));
        assertThat(secured.forwarding().availabilityTo()).isNotNull();
        assertThat(secured.forwarding().availabilityTo().user()).isNull();
        assertThat(secured.toString()).doesNotContain("geheim");
        assertThat(asUser("127.0.0.1:104", "false", "geheim-77").entity().user())
                .isEqualTo(UserPasscode.of("xdsi", "geheim-77"));
    }

    @Test
    void aFileOfAnythingButAPasscodeIsRefused() throws Exception {
        for (String content : List.of("", "\n", "geheim\n77\n", "x".repeat(1_001))) {
            assertThatThrownBy(() -> asUser("127.0.0.1:104", "false", content))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("passcode")
                    .hasMessageNotContaining("geheim");
        }
    }
}
