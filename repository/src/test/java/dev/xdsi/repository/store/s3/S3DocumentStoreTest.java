package dev.xdsi.repository.store.s3;

import dev.xdsi.repository.store.DocumentIndex;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.DocumentStoreContract;
import dev.xdsi.repository.store.IndexDatabase;
import dev.xdsi.repository.store.IndexedDocumentStore;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3DocumentStoreTest implements DocumentStoreContract {
    @RegisterExtension
    static final IndexDatabase DATABASE = new IndexDatabase();

    @RegisterExtension
    static final EmptyBucket BUCKET = new EmptyBucket();

    private DocumentStore store;

    @BeforeEach
    void openEmpty() throws Exception {
        store = new IndexedDocumentStore(
                S3ContentStore.open(BUCKET.bucket("")),
                new DocumentIndex(DATABASE.source(), InstantSource.system()),
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
