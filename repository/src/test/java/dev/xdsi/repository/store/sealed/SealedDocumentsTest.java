package dev.xdsi.repository.store.sealed;

import static dev.xdsi.repository.store.Documents.bytes;
import static dev.xdsi.repository.store.Documents.files;
import static dev.xdsi.repository.store.Documents.name;
import static dev.xdsi.repository.store.Documents.provide;
import static dev.xdsi.repository.store.Documents.read;
import static dev.xdsi.repository.store.Documents.sameChecksum;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.DocumentIndex;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.IndexDatabase;
import dev.xdsi.repository.store.IndexedDocumentStore;
import dev.xdsi.repository.store.file.FileContentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who can write into the store and has no key: he can destroy documents, and he can give nobody other bytes than were received. */
class SealedDocumentsTest {
    @RegisterExtension
    static final IndexDatabase DATABASE = new IndexDatabase();

    @TempDir
    private Path folder;

    private ContentStore files;
    private DocumentStore plain;
    private DocumentStore sealed;

    @BeforeEach
    void open() throws IOException {
        files = FileContentStore.open(folder);
        plain = store(files);
        sealed = store(new SealedContentStore(files, TestKeys.of(2026, 2026)));
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    private static DocumentStore store(ContentStore contents) {
        return new IndexedDocumentStore(
                contents, new DocumentIndex(DATABASE.source(), InstantSource.system()), UUID::randomUUID);
    }

    @Test
    void plainBytesNeverStandInForSealedOnes() throws IOException {
        provide(sealed, "1.1", "hello");

        Files.delete(files(folder).getFirst());
        plant("hello", "hello");

        assertThatThrownBy(() -> sealed.find("1.1")).isInstanceOf(NoSuchFileException.class);
        assertThat(sealed.unreadable()).isEqualTo(1);
    }

    @Test
    void neitherDoOthersWhoseChecksumsWereForged() throws IOException {
        List<String> forged = sameChecksum();
        provide(sealed, "1.1", forged.getFirst());

        Files.delete(files(folder).getFirst());
        plant(forged.getFirst(), forged.getLast());

        assertThatThrownBy(() -> sealed.find("1.1")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void plainBytesThatWerePlantedBeforeAreNotTakenForThoseThatCome() throws IOException {
        List<String> forged = sameChecksum();
        plant(forged.getFirst(), forged.getLast());

        provide(sealed, "1.1", forged.getFirst());

        assertThat(read(sealed, "1.1")).asString(UTF_8).isEqualTo(forged.getFirst());
    }

    @Test
    void aDocumentOfBeforeIsReadAndTheSameBytesMayComeAgain() throws IOException {
        provide(plain, "1.1", "hello");
        provide(plain, "1.2", "rotten");

        assertThat(read(sealed, "1.1")).asString(UTF_8).isEqualTo("hello");
        provide(sealed, "1.3", "hello");
        plant("rotten", "rottem");
        assertThatThrownBy(() -> sealed.find("1.2")).isInstanceOf(IOException.class);
        provide(sealed, "1.4", "rotten");

        for (String document : List.of("1.1", "1.2", "1.3", "1.4")) {
            assertThat(sealed.find(document).orElseThrow().isIntact()).isTrue();
            assertThat(sealed.remove(document)).isTrue();
        }
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void aDocumentOfBeforeIsNotReplacedByBytesThatOnlyPretendToBeIts() throws Exception {
        List<String> forged = sameChecksum();
        provide(plain, "1.1", forged.getFirst());
        // nobody here can forge a SHA-1, so what is held gets the name of what is to come
        plant(forged.getLast(), forged.getFirst());
        for (String table : List.of("content", "document")) {
            TestDatabase.execute(
                    DATABASE.source(),
                    "set session_replication_role = replica",
                    "update repository." + table + " set hash = '"
                            + name(forged.getLast()).hash().hex() + "'",
                    "set session_replication_role = origin");
        }

        try (Deposit deposit = sealed.deposit()) {
            deposit.receive("1.2", "text/plain", bytes(forged.getLast()), 100);
            assertThat(deposit.keep()).containsExactly("1.2");
        }
        assertThat(read(sealed, "1.1")).asString(UTF_8).isEqualTo(forged.getFirst());
    }

    @Test
    void withoutAnyKeyASealedDocumentIsRefusedInWords() throws IOException {
        provide(sealed, "1.1", "hello");
        plant("hello", "hello");

        assertThatThrownBy(() -> plain.find("1.1")).hasMessageContaining("encrypted, and there is no key");
        assertThat(plain.unreadable()).isEqualTo(1);
        try (Deposit deposit = plain.deposit()) {
            deposit.receive("1.2", "text/plain", bytes("hello"), 100);
            assertThatThrownBy(deposit::keep).hasMessageContaining("encrypted, and there is no key");
        }
        assertThat(read(sealed, "1.1")).asString(UTF_8).isEqualTo("hello");
    }

    @Test
    void withoutAFormerKeyItsDocumentsCountAsUnreadableAndAreNotTakenForDamaged() throws IOException {
        DocumentStore later = store(new SealedContentStore(files, TestKeys.of(2027, 2027)));
        provide(sealed, "1.1", "hello");

        assertThatThrownBy(() -> later.find("1.1")).hasMessageContaining("\"of-2026\", which is not configured");
        assertThat(later.unreadable()).isEqualTo(1);
        try (Deposit deposit = later.deposit()) {
            deposit.receive("1.2", "text/plain", bytes("hello"), 100);
            assertThatThrownBy(deposit::keep).hasMessageContaining("not configured");
        }
        assertThat(read(sealed, "1.1")).asString(UTF_8).isEqualTo("hello");
    }

    /** Puts bytes where plain ones of that content would be. */
    private void plant(String content, String bytes) throws IOException {
        Path place = folder.resolve("documents").resolve(name(content).path());
        Files.createDirectories(place.getParent());
        Files.writeString(place, bytes);
    }
}
