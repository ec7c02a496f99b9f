package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.store.Collected;
import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.NoKeyException;
import dev.xdsi.repository.store.Registered;
import dev.xdsi.repository.store.s3.S3Server;
import dev.xdsi.repository.store.sealed.MasterKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator may decide about where documents are, each opened twice as by two lives of a process. */
class StorageTest {
    private static final MasterKeys KEYS = new MasterKeys(Map.of("k", new byte[32]), "k", new SecureRandom());

    @TempDir
    private Path folder;

    private Instant now = Instant.now();

    @Test
    void whatWasKeptIsThereInTheNextLife() throws Exception {
        try (S3Server server = new S3Server(Files.createDirectory(folder.resolve("s3")));
                HikariDataSource database = TestDatabase.open()) {
            for (Storage storage : List.of(
                    new Storage(new Storage.Place.Folder(folder.resolve("sealed")), KEYS),
                    new Storage(new Storage.Place.Bucket(server.bucket("sealed/")), KEYS))) {
                TestDatabase.clear(database);
                try (DocumentStore store = storage.open(database, () -> now, UUID::randomUUID)) {
                    provide(store, "1.1");
                    provide(store, "1.2");
                }
                now = now.plus(Duration.ofDays(2));
                try (DocumentStore store = storage.open(database, () -> now, UUID::randomUUID)) {
                    assertThat(store.collectOrphans(Registered.PERHAPS, Duration.ofDays(1)))
                            .as("%s", storage)
                            .isEqualTo(Collected.NOTHING);
                    assertThat(store.remove("1.1")).isTrue();
                    assertThat(store.find("1.2").orElseThrow().isIntact()).isTrue();
                }
            }
        }
    }

    @Test
    void whoLostTheKeysIsToldSoBeforeADocumentIsKeptInPlain() throws Exception {
        Storage.Place place = new Storage.Place.Folder(folder);
        try (HikariDataSource database = TestDatabase.open()) {
            TestDatabase.clear(database);
            try (DocumentStore store = new Storage(place, KEYS).open(database, () -> now, UUID::randomUUID)) {
                provide(store, "1.1");
            }

            assertThatThrownBy(() -> new Storage(place, null).open(database, () -> now, UUID::randomUUID))
                    .isInstanceOf(NoKeyException.class)
                    .hasMessageContaining("there is no key");

            try (DocumentStore store = new Storage(place, KEYS).open(database, () -> now, UUID::randomUUID)) {
                assertThat(store.find("1.1").orElseThrow().isIntact()).isTrue();
            }
        }
    }

    private static void provide(DocumentStore store, String uniqueId) throws IOException {
        try (Deposit deposit = store.deposit()) {
            deposit.receive(uniqueId, "text/plain", new ByteArrayInputStream("hello".getBytes(UTF_8)), 100);
            assertThat(deposit.keep()).isEmpty();
            deposit.confirm();
        }
    }
}
