package dev.xdsi.repository.store.file;

import static dev.xdsi.repository.store.Documents.bytes;
import static dev.xdsi.repository.store.Documents.files;
import static dev.xdsi.repository.store.Documents.name;
import static dev.xdsi.repository.store.Documents.provide;
import static dev.xdsi.repository.store.Documents.sameChecksum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.BlockChecksums;
import dev.xdsi.repository.store.CorruptContentException;
import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.DocumentStoreContract;
import dev.xdsi.repository.store.IndexDatabase;
import dev.xdsi.repository.store.Stored;
import dev.xdsi.repository.store.StoredDocument;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FileDocumentStoreTest implements DocumentStoreContract {
    @RegisterExtension
    static final IndexDatabase DATABASE = new IndexDatabase();

    @TempDir
    private Path folder;

    private DocumentStore store;

    @BeforeEach
    void openEmpty() throws Exception {
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
        provide(store, "1.1", "hello");

        restart();

        assertThat(store.find("1.1").orElseThrow().isIntact()).isTrue();
    }

    @Test
    void holdsOneFileForADocumentThatCameTwiceAndNoneForOneThatFailed() throws IOException {
        provide(store, "1.1", "hello");
        provide(store, "1.1", "hello");
        try (Deposit failing = store.deposit()) {
            failing.receive("1.2", "text/plain", bytes("world"), 100);
            failing.keep();
        }

        assertThat(files(folder)).hasSize(1);
    }

    @Test
    void holdsTheSameBytesOnceForAllDocumentsThatHaveThem() throws IOException {
        provide(store, "1.1", "hello");
        provide(store, "1.2", "hello");
        assertThat(files(folder)).containsExactly(place("hello"));

        store.remove("1.1");
        assertThat(files(folder)).hasSize(1);
        store.remove("1.2");
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void removesAtStartWhatACrashLeftBeforeItWasIndexed() throws IOException {
        Path deposit = Files.createDirectory(
                folder.resolve("incoming").resolve(UUID.randomUUID().toString()));
        Files.writeString(deposit.resolve("0"), "half a docu");
        Path foreign = Files.writeString(folder.resolve("incoming/readme.txt"), "not ours");

        restart();

        assertThat(files(folder)).containsExactly(foreign);
    }

    @Test
    void noticesADocumentThatTheDiskLost() throws IOException {
        provide(store, "1.1", "hello");
        Path file = files(folder).getFirst();

        Files.writeString(file, "hell");
        assertThatThrownBy(() -> store.find("1.1"))
                .isInstanceOf(CorruptContentException.class)
                .hasMessageContaining("4 bytes");
        Files.writeString(file, "jello");
        assertThatThrownBy(() -> store.find("1.1")).isInstanceOf(CorruptContentException.class);
        Files.delete(file);
        assertThatThrownBy(() -> store.find("1.1")).isInstanceOf(IOException.class);
    }

    @Test
    void neverGivesABlockThatRotted() throws IOException {
        byte[] bytes = new byte[2 * BlockChecksums.BLOCK + 3];
        provide(store, "1.1", bytes);
        StoredDocument found = store.find("1.1").orElseThrow();

        try (FileChannel file = FileChannel.open(files(folder).getFirst(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), BlockChecksums.BLOCK + 100L);
        }

        ByteArrayOutputStream given = new ByteArrayOutputStream();
        assertThatThrownBy(() -> {
                    try (InputStream in = found.content().open()) {
                        in.transferTo(given);
                    }
                })
                .isInstanceOf(CorruptContentException.class)
                .hasMessageContaining("from byte " + BlockChecksums.BLOCK);
        assertThat(given.size()).isEqualTo(BlockChecksums.BLOCK);
    }

    @Test
    void saysHowMuchIsKeptAndHowOftenItCouldNotBeRead() throws IOException {
        provide(store, "1.1", "hello");
        provide(store, "1.2", "hello");
        provide(store, "1.3", new byte[2 * BlockChecksums.BLOCK]);
        assertThat(store.stored()).isEqualTo(new Stored(2, 5 + 2 * BlockChecksums.BLOCK));
        assertThat(store.unreadable()).isZero();

        Files.delete(place("hello"));
        assertThatThrownBy(() -> store.find("1.1")).isInstanceOf(IOException.class);
        assertThat(store.unreadable()).isEqualTo(1);
        try (InputStream in = store.find("1.3").orElseThrow().content().open();
                FileChannel file = FileChannel.open(files(folder).getFirst(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), BlockChecksums.BLOCK + 100L);
            assertThatThrownBy(in::readAllBytes).isInstanceOf(CorruptContentException.class);
        }
        assertThat(store.unreadable()).isEqualTo(2);
    }

    @Test
    void neverGivesAWholeDocumentOfAFileThatIsCutWhileItIsRead() throws IOException {
        provide(store, "1.1", new byte[2 * BlockChecksums.BLOCK]);

        try (InputStream in = store.find("1.1").orElseThrow().content().open()) {
            in.readNBytes(BlockChecksums.BLOCK);
            try (FileChannel file = FileChannel.open(files(folder).getFirst(), StandardOpenOption.WRITE)) {
                file.truncate(BlockChecksums.BLOCK + 5L);
            }
            assertThatThrownBy(in::readAllBytes).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void bytesThatRottedAreReplacedWhenTheyComeAgain() throws IOException {
        provide(store, "1.1", "hello");
        Files.writeString(files(folder).getFirst(), "jello");

        provide(store, "1.2", "hello");

        assertThat(files(folder)).hasSize(1);
        assertThat(store.find("1.1").orElseThrow().isIntact()).isTrue();
        Files.delete(files(folder).getFirst());
        provide(store, "1.3", "hello");
        assertThat(store.find("1.1").orElseThrow().isIntact()).isTrue();
    }

    @Test
    void refusesBytesThatOnlyPretendToBeThoseThatAreHeld() throws Exception {
        List<String> forged = sameChecksum();
        for (String held : List.of("jello", forged.getFirst())) {
            String come = held.equals("jello") ? "hello" : forged.getLast();
            provide(store, "1.1", held);
            pretend(held, come);

            try (Deposit deposit = store.deposit()) {
                deposit.receive("1.2", "text/plain", bytes("new"), 100);
                deposit.receive("1.3", "text/plain", bytes(come), 100);
                assertThat(deposit.keep()).containsExactly("1.3");
                assertThat(store.find("1.2")).isEmpty();
            }

            assertThat(store.find("1.3")).isEmpty();
            assertThat(files(folder)).containsExactly(place(come));
            assertThat(store.find("1.1")).isPresent();
            store.remove("1.1");
        }
    }

    /** Nobody here can forge a SHA-1, so what is held gets the name of what is to come. */
    private void pretend(String held, String come) throws Exception {
        Files.createDirectories(place(come).getParent());
        Files.move(place(held), place(come));
        try (Connection connection = DATABASE.source().getConnection()) {
            connection.setAutoCommit(false);
            for (String table : List.of("content", "document")) {
                try (PreparedStatement update =
                        connection.prepareStatement("update repository." + table + " set hash = ? where hash = ?")) {
                    update.setString(1, name(come).hash().hex());
                    update.setString(2, name(held).hash().hex());
                    update.executeUpdate();
                }
            }
            connection.commit();
        }
    }

    private Path place(String text) throws IOException {
        return folder.resolve("documents").resolve(name(text).path());
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
        return FileDocumentStore.open(folder, DATABASE.source(), InstantSource.system(), UUID::randomUUID);
    }
}
