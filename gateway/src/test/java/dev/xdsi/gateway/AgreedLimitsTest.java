package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.xdsi.gateway.config.EndpointLimits;
import dev.xdsi.gateway.config.LimitsFile;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpLimits.Endpoint;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has limits of his own, by the partners file as it is at the moment. */
class AgreedLimitsTest {
    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static X509Certificate south;
    private static X509Certificate north;

    private final AgreedLimits limits = new AgreedLimits(
            EndpointLimits.of("/repository parts=7 message-kb=900 seconds=50 requests=40"),
            new HttpLimits.Shares(1_000, 250, 1_000));
    private final SettingsFiles files = new SettingsFiles();
    private LimitsFile file;

    @BeforeAll
    static void certificates() throws IOException {
        DemoCertificates authority = new DemoCertificates(keys, Clock.systemUTC(), new SecureRandom());
        south = authority.node("south").certificate();
        north = authority.node("north").certificate();
    }

    @AfterEach
    void close() {
        files.close();
    }

    @BeforeEach
    void write() throws IOException {
        file = new LimitsFile(folder.resolve("partners.yaml"));
        say("parts=3 of-client=2");
    }

    private void say(String limitsOfSouth) throws IOException {
        String name = south.getSubjectX500Principal().getName();
        Path whole = Files.writeString(folder.resolve("new.yaml"), """
            limits:
              - subject: "%s"
                at: [/repository %s]
            """.formatted(name, limitsOfSouth));
        Files.move(whole, file.file(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void whatIsSaidOfAPartnerTakesThePlaceOfWhatHoldsForAll() throws IOException {
        limits.follow(file, files);

        assertThat(parts(south)).isEqualTo(3);
        assertThat(limits.messages("/repository").of(south).messageBytes()).isEqualTo(900 << 10);
        assertThat(http("/repository", south)).isEqualTo(new Endpoint(40, 2, 32 << 10, Duration.ofSeconds(50)));
        assertThat(limits.messages("/registry").of(south))
                .isEqualTo(limits.messages("/registry").of(null));
        assertThat(http("/registry", south)).isEqualTo(http("/registry", null));
        for (X509Certificate other : new @Nullable X509Certificate[] {north, null}) {
            assertThat(parts(other)).isEqualTo(7);
            assertThat(http("/repository", other)).isEqualTo(new Endpoint(40, 250, 32 << 10, Duration.ofSeconds(50)));
        }
    }

    @Test
    void theFileIsFollowed() throws IOException {
        limits.follow(file, files);
        say("parts=123");
        files.look();

        assertThat(parts(south)).isEqualTo(123);
        assertThat(http("/repository", south).ofClient()).isEqualTo(250);
    }

    @Test
    void whatIsWrongChangesNothing() throws IOException {
        limits.follow(file, files);

        say("requests=3");

        assertThatIOException().isThrownBy(() -> limits.follow(file, files)).withMessageContaining("CN=south");
        assertThat(parts(south)).isEqualTo(3);
    }

    private int parts(@Nullable X509Certificate client) {
        return limits.messages("/repository").of(client).parts();
    }

    private Endpoint http(String path, @Nullable X509Certificate client) {
        return Objects.requireNonNull(limits.http().endpoints().of(client).get(path));
    }
}
