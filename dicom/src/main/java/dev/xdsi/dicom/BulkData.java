package dev.xdsi.dicom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A value, or a fragment of one, that is streamed from where it lies instead of being held (little endian words). */
public interface BulkData {
    long length();

    /** The bytes from the first to the last; each call starts anew. */
    InputStream open() throws IOException;

    /** Writes all bytes, through a small buffer. */
    default void transferTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(out);
        }
    }

    /** Bytes that are in memory already; the array is not copied. */
    static BulkData of(byte[] bytes) {
        return new InMemory(bytes);
    }

    /** A value that somebody holds in memory: the same as any other with these bytes. */
    final class InMemory implements BulkData {
        private final byte[] bytes;

        private InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof InMemory that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes in memory";
        }
    }
}
