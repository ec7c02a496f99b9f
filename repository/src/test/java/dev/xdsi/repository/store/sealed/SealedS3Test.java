package dev.xdsi.repository.store.sealed;

import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.ContentStoreContract;
import dev.xdsi.repository.store.s3.S3ContentStore;
import dev.xdsi.repository.store.s3.S3Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SealedS3Test implements ContentStoreContract {
    @TempDir
    private static Path folder;

    private static S3Server server;

    private ContentStore contents;

    @BeforeAll
    static void startServer() throws Exception {
        server = new S3Server(folder);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        server.clear();
        contents = new SealedContentStore(S3ContentStore.open(server.bucket("")), TestKeys.of(2026, 2026));
    }

    @AfterEach
    void close() throws Exception {
        contents.close();
    }

    @Override
    public ContentStore contents() {
        return contents;
    }
}
