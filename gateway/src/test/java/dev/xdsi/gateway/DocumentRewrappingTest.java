package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.sealed.Rewrapped;
import dev.xdsi.repository.store.sealed.Rewrapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why it does not begin; how it goes is seen in the module of the repository, and in a journey. */
class DocumentRewrappingTest {
    private static final Map<String, String> KEY =
            Map.of("KEY", Base64.getEncoder().encodeToString(new byte[32]));

    @TempDir
    private Path folder;

    @Test
    void refusesWhereNothingIsEncrypted() {
        assertRefused(Map.of(), "repository.encryption.keys");
    }

    @Test
    void refusesWhereThereIsNoGateway() {
        assertRefused(
                Map.of(
                        "XDSI_DATA", folder.resolve("nowhere").toString(),
                        "XDSI_REPOSITORY_ENCRYPTION_KEYS", "k=env:KEY",
                        "XDSI_REPOSITORY_ENCRYPTION_CURRENT", "k"),
                "nowhere");
    }

    @Test
    void refusesWhileTheGatewayRuns() throws Exception {
        try (DataFolderLock running = DataFolderLock.take(folder)) {
            assertRefused(
                    Map.of(
                            "XDSI_DATA", folder.toString(),
                            "XDSI_REPOSITORY_ENCRYPTION_KEYS", "k=env:KEY",
                            "XDSI_REPOSITORY_ENCRYPTION_CURRENT", "k"),
                    "another gateway is running");
            assertThat(running.file().isOpen()).isTrue();
        }
    }

    private static void assertRefused(Map<String, String> environment, String message) {
        assertThatThrownBy(() -> DocumentRewrapping.run(
                        new ConfigurationReader(environment).read(null), KEY, new Rewrapping.Watch() {
                            @Override
                            public void progress(Rewrapped soFar, long ofAll) {
                                throw new AssertionError("it has begun");
                            }

                            @Override
                            public void failed(ContentName name, IOException why) {
                                throw new AssertionError("it has begun", why);
                            }
                        }))
                .isInstanceOf(GatewayNotStarted.class)
                .hasMessageContaining(message);
    }
}
