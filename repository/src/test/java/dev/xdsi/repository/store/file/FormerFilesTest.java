package dev.xdsi.repository.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.StoredDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store as it was when files had names of their own, opened by what there is now. */
class FormerFilesTest {
    @TempDir
    private Path folder;

    private final HikariDataSource database = TestDatabase.open();

    @BeforeEach
    void openAsItWas() throws Exception {
        TestDatabase.clear(database);
        Flyway.configure()
                .dataSource(database)
                .schemas("repository")
                .locations("classpath:dev/xdsi/repository/db")
                .target("1")
                .load()
                .migrate();
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void documentsAreCarriedOverFileAndAll() throws Exception {
        former("1.1", "hello", "documents/aa/bb", UUID.fromString("aabb0000-0000-0000-0000-000000000001"));
        former("1.2", "hello", "documents/aa/cc", UUID.fromString("aacc0000-0000-0000-0000-000000000002"));
        former("1.3", "world", "documents/aa/dd", UUID.fromString("aadd0000-0000-0000-0000-000000000003"));

        for (int start = 0; start < 2; start++) {
            try (DocumentStore store = open()) {
                assertThat(text(store, "1.1")).isEqualTo("hello");
                assertThat(text(store, "1.2")).isEqualTo("hello");
                assertThat(text(store, "1.3")).isEqualTo("world");
                assertThat(files()).hasSize(2);
            }
        }
    }

    @Test
    void aDocumentThatIsLostOrRottenFailsAloneAndLoudly() throws Exception {
        Path lost = former("1.1", "lost", "documents/aa/bb", UUID.fromString("aabb0000-0000-0000-0000-000000000001"));
        Path rotten =
                former("1.2", "rotten", "documents/aa/cc", UUID.fromString("aacc0000-0000-0000-0000-000000000002"));
        former("1.3", "world", "documents/aa/dd", UUID.fromString("aadd0000-0000-0000-0000-000000000003"));
        Files.delete(lost);
        Files.writeString(rotten, "rottem");

        try (DocumentStore store = open()) {
            assertThatThrownBy(() -> store.find("1.1")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.find("1.2")).isInstanceOf(IOException.class);
            assertThat(text(store, "1.3")).isEqualTo("world");
            assertThat(rotten).exists();
        }
    }

    @Test
    void whatACrashLeftIsSettledAfterwards() throws Exception {
        UUID deposit = UUID.fromString("00000000-0000-0000-0000-00000000000d");
        former("1.1", "hello", "incoming/" + deposit, UUID.fromString("aabb0000-0000-0000-0000-000000000001"));
        update("update repository.document set registered = false, deposit = ?", deposit);
        update("insert into repository.claim (deposit, document_unique_id) values (?, '1.1')", deposit);

        try (DocumentStore store = open()) {
            assertThat(store.find("1.1")).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    private DocumentStore open() throws IOException {
        return FileDocumentStore.open(folder, database, InstantSource.system(), UUID::randomUUID);
    }

    private Path former(String uniqueId, String text, String place, UUID name) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        update(
                "insert into repository.document (document_unique_id, hash, size, mime_type, file_name, deposit, registered,"
                        + " received_at) values (?, ?, ?, 'text/plain', ?, ?, true, now())",
                uniqueId,
                hash,
                text.length(),
                name,
                name);
        return Files.writeString(Files.createDirectories(folder.resolve(place)).resolve(name.toString()), text);
    }

    private void update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock") && !file.endsWith("documents/index"))
                    .toList();
        }
    }

    private static String text(DocumentStore store, String uniqueId) throws IOException {
        StoredDocument document = store.find(uniqueId).orElseThrow();
        assertThat(document.mimeType()).isEqualTo("text/plain");
        try (InputStream in = document.content().open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
