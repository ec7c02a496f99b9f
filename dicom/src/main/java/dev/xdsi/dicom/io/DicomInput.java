package dev.xdsi.dicom.io;

import dev.xdsi.dicom.BulkData;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bytes that are read forward with a short look ahead, and skipped by seeking where that is possible. */
abstract class DicomInput {
    static final long UNKNOWN = Long.MAX_VALUE;

    private final byte[] buffer = new byte[16 << 10];
    private int at;
    private int limit;
    /** Where in the input the buffer begins. */
    private long base;

    /** Reads some bytes, -1 at the end. */
    protected abstract int fill(byte[] into, int from, int length) throws IOException;

    /** Passes over bytes that are not in the buffer. */
    protected abstract void skipBeyondBuffer(long count) throws IOException;

    /** The length of the whole input, or {@link #UNKNOWN}. */
    abstract long length();

    /** A reference to bytes of this input, if they can be read again later. */
    abstract Optional<BulkData> region(long offset, long length, int wordSize);

    final long position() {
        return base + at;
    }

    /** Makes this many bytes (a few) available to {@link #peek}; false if the input ends before. */
    final boolean has(int count) throws IOException {
        if (limit - at >= count) {
            return true;
        }
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        base += at;
        limit -= at;
        at = 0;
        while (limit < count) {
            int read = fill(buffer, limit, buffer.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    /** How many bytes are available before the end, at most the given number. */
    final int available(int most) throws IOException {
        return has(most) ? most : limit - at;
    }

    /** A byte ahead that {@link #has} made available. */
    final int peek(int ahead) {
        return buffer[at + ahead] & 0xFF;
    }

    final int peekShort(int ahead, boolean bigEndian) {
        return bigEndian ? peek(ahead) << 8 | peek(ahead + 1) : peek(ahead + 1) << 8 | peek(ahead);
    }

    final int peekInt(int ahead, boolean bigEndian) {
        int first = peekShort(ahead, bigEndian);
        int second = peekShort(ahead + 2, bigEndian);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    /** Passes over bytes that {@link #has} made available. */
    final void advance(int count) {
        at += count;
    }

    final void skip(long count) throws IOException {
        int buffered = (int) Math.min(count, limit - at);
        at += buffered;
        if (count > buffered) {
            base += limit;
            at = 0;
            limit = 0;
            skipBeyondBuffer(count - buffered);
            base += count - buffered;
        }
    }

    final void readFully(byte[] into, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int read = read(into, from + done, length - done);
            if (read < 0) {
                throw new EOFException();
            }
            done += read;
        }
    }

    final int read(byte[] into, int from, int length) throws IOException {
        if (limit == at) {
            base += limit;
            at = 0;
            limit = 0;
            if (length >= buffer.length) {
                int read = fill(into, from, length);
                base += Math.max(0, read);
                return read;
            }
            int read = fill(buffer, 0, buffer.length);
            if (read < 0) {
                return -1;
            }
            limit = read;
        }
        int count = Math.min(length, limit - at);
        System.arraycopy(buffer, at, into, from, count);
        at += count;
        return count;
    }

    /** The next bytes as a stream that must be read to its end before anything else is read. */
    final InputStream slice(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                if (left == 0 || count == 0) {
                    return left == 0 ? -1 : 0;
                }
                int read = DicomInput.this.read(into, from, (int) Math.min(count, left));
                if (read < 0) {
                    throw new EOFException();
                }
                left -= read;
                return read;
            }
        };
    }
}
