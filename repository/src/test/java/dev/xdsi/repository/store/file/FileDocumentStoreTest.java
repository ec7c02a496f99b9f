package dev.xdsi.repository.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.DocumentStoreContract;
import dev.xdsi.repository.store.StoredDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDocumentStoreTest implements DocumentStoreContract {
    private static HikariDataSource database;

    @TempDir
    private Path folder;

    private DocumentStore store;

    @BeforeAll
    static void connect() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void openEmpty() throws Exception {
        TestDatabase.clear(database);
        store = open();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Override
    public DocumentStore store() {
        return store;
    }

    @Test
    void whatWasKeptIsThereAfterARestart() throws IOException {
        provide("1.1", "hello");

        restart();

        assertThat(store.find("1.1").orElseThrow().isIntact()).isTrue();
    }

    @Test
    void holdsOneFileForADocumentThatCameTwiceAndNoneForOneThatFailed() throws IOException {
        provide("1.1", "hello");
        provide("1.1", "hello");
        try (Deposit failing = store.deposit()) {
            failing.receive("1.2", "text/plain", bytes("world"), 100);
            failing.keep();
        }

        assertThat(files()).hasSize(1);
    }

    @Test
    void removesAtStartWhatACrashLeftBeforeItWasIndexed() throws IOException {
        Path deposit = Files.createDirectory(
                folder.resolve("incoming").resolve(UUID.randomUUID().toString()));
        Files.writeString(deposit.resolve(UUID.randomUUID().toString()), "half a docu");
        Path foreign = Files.writeString(folder.resolve("incoming/readme.txt"), "not ours");

        restart();

        assertThat(files()).containsExactly(foreign);
    }

    @Test
    void noticesADocumentThatTheDiskLost() throws IOException {
        provide("1.1", "hello");
        Path file = files().getFirst();

        Files.writeString(file, "hell");
        assertThatThrownBy(() -> store.find("1.1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4 bytes");
        Files.writeString(file, "jello");
        assertThat(store.find("1.1").map(FileDocumentStoreTest::isIntact)).contains(false);
        Files.delete(file);
        assertThatThrownBy(() -> store.find("1.1")).isInstanceOf(IOException.class);
    }

    @Test
    void refusesAFolderThatIsInUse() {
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("another process uses");
    }

    @Test
    void isNotWellWithoutItsDatabase() throws IOException {
        HikariDataSource gone = TestDatabase.open();
        store.close();
        store = FileDocumentStore.open(folder, gone, InstantSource.system(), UUID::randomUUID);
        gone.close();

        assertThatThrownBy(() -> store.check()).isInstanceOf(IOException.class).hasMessageContaining("index");
    }

    private void restart() throws IOException {
        store.close();
        store = open();
    }

    private DocumentStore open() throws IOException {
        return FileDocumentStore.open(folder, database, InstantSource.system(), UUID::randomUUID);
    }

    private void provide(String uniqueId, String text) throws IOException {
        try (Deposit deposit = store.deposit()) {
            deposit.receive(uniqueId, "text/plain", bytes(text), 100);
            deposit.keep();
            deposit.confirm();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }

    private static boolean isIntact(StoredDocument document) {
        try {
            return document.isIntact();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
