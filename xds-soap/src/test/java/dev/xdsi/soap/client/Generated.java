package dev.xdsi.soap.client;

import dev.xdsi.transaction.DocumentContent;
import java.io.InputStream;

/** Bytes that follow from their position, full of line ends and hyphens as boundaries are. */
record Generated(long length) implements DocumentContent {
    private static final byte[] PATTERN =
            "\r\n--uuid:0123\r\n\r\n--\0\u0001x\r".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    static byte at(long position) {
        return PATTERN[(int) (position % PATTERN.length)];
    }

    @Override
    public InputStream open() {
        return new InputStream() {
            private long position;

            @Override
            public int read() {
                return position < length ? at(position++) & 0xFF : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int wanted) {
                int count = (int) Math.min(wanted, length - position);
                for (int i = 0; i < count; i++) {
                    bytes[offset + i] = at(position++);
                }
                return count == 0 && wanted > 0 ? -1 : count;
            }
        };
    }
}
