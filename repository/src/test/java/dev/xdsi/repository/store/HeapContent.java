package dev.xdsi.repository.store;

import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A small document in the heap. */
public final class HeapContent implements DocumentContent {
    private final byte[] bytes;

    HeapContent(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public static HeapContent of(String text) {
        return new HeapContent(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
