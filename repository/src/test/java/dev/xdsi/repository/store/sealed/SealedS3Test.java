package dev.xdsi.repository.store.sealed;

import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.ContentStoreContract;
import dev.xdsi.repository.store.s3.EmptyBucket;
import dev.xdsi.repository.store.s3.S3ContentStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class SealedS3Test implements ContentStoreContract {
    @RegisterExtension
    static final EmptyBucket BUCKET = new EmptyBucket();

    private ContentStore contents;

    @BeforeEach
    void open() throws Exception {
        contents = new SealedContentStore(S3ContentStore.open(BUCKET.bucket("")), TestKeys.of(2026, 2026));
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
