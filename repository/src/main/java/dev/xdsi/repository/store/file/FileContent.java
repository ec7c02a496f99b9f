package dev.xdsi.repository.store.file;

import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** The bytes of a kept document, read from its file as often as asked. */
record FileContent(IndexedDocument document, DocumentFolder folder) implements DocumentContent {
    @Override
    public long length() {
        return document.size();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(folder.locate(document.file()));
    }
}
