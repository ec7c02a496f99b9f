package dev.xdsi.repository.iti41;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Keeps the first bytes of a document as it streams by on its way into the store: a document is opened only once. */
final class DocumentBeginning extends FilterInputStream {
    /** Enough for what stands before the body of a CDA document. */
    static final int MOST = 256 << 10;

    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private DocumentBeginning(InputStream document, int most) {
        super(document);
        this.most = most;
    }

    static DocumentBeginning of(InputStream document, boolean needed) {
        return new DocumentBeginning(document, needed ? MOST : 0);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0 && kept.size() < most) {
            kept.write(read);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            kept.write(bytes, offset, Math.min(read, most - kept.size()));
        }
        return read;
    }

    /** Skipped bytes are read: none may be missing. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, MOST)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    InputStream kept() {
        return new ByteArrayInputStream(kept.toByteArray());
    }
}
