package dev.xdsi.repository.store.file;

import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.ContentStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileContentStoreTest implements ContentStoreContract {
    @TempDir
    private Path folder;

    private ContentStore contents;

    @BeforeEach
    void open() throws IOException {
        contents = FileContentStore.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        contents.close();
    }

    @Override
    public ContentStore contents() {
        return contents;
    }
}
