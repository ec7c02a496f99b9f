package dev.xdsi.repository.ondemand;

import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The bytes of a document that is being made: small ones, or it is not made at all. */
final class BoundedBytes extends OutputStream {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    BoundedBytes(int most) {
        this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] written, int offset, int length) throws IOException {
        if (length > most - bytes.size()) {
            throw new IOException("the document that is made has more than " + most + " bytes");
        }
        bytes.write(written, offset, length);
    }

    DocumentContent content() {
        return new Content(bytes.toByteArray());
    }

    private static final class Content implements DocumentContent {
        private final byte[] whole;

        Content(byte[] whole) {
            this.whole = whole;
        }

        @Override
        public long length() {
            return whole.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(whole);
        }
    }
}
