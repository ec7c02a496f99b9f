package dev.xdsi.repository.store.s3;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.repository.TestDatabase;
import dev.xdsi.repository.store.DocumentIndex;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.DocumentStoreContract;
import dev.xdsi.repository.store.IndexedDocumentStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class S3DocumentStoreTest implements DocumentStoreContract {
    @TempDir
    private static Path folder;

    private static HikariDataSource database;
    private static S3Server server;

    private DocumentStore store;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server(folder);
        database = TestDatabase.open();
        TestDatabase.clear(database);
        DocumentIndex.migrate(database);
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        server.close();
    }

    @BeforeEach
    void openEmpty() throws Exception {
        TestDatabase.empty(database);
        server.clear();
        store = new IndexedDocumentStore(
                S3ContentStore.open(server.bucket("")),
                new DocumentIndex(database, InstantSource.system()),
                UUID::randomUUID);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Override
    public DocumentStore store() {
        return store;
    }
}
