package dev.xdsi.dicom.net.pdu;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writes PDUs to a connection, PS3.8 9.3. What belongs together leaves in one write: a P-DATA-TF is put together in
 * one buffer, and a short command shares it with the first bytes of its data set.
 */
public final class PduWriter {
    private static final int HEADER = 12;
    private static final int FIRST_CAPACITY = 4096;

    private final OutputStream out;
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int used;
    /** Where a fragment begins that has not ended, or -1. */
    private int open = -1;

    public PduWriter(OutputStream out) {
        this.out = out;
    }

    /** Sends any PDU but P-DATA-TF at once. Of a fragment that has not ended nothing leaves. */
    public void write(Pdu pdu) throws IOException {
        if (open >= 0) {
            used = open;
            open = -1;
        }
        flush();
        out.write(PduEncoder.encode(pdu));
        out.flush();
    }

    /**
     * A stream whose bytes travel as fragments of one command or data set, each of an even length, as some peers demand; closing it
     * sends the last one.
     *
     * @param maximumLength the longest P-DATA-TF the peer takes
     */
    public OutputStream fragments(int contextId, boolean command, int maximumLength) {
        return new Fragments(contextId, command, (maximumLength - 6) & ~1);
    }

    /** Sends what has been written so far. */
    public void flush() throws IOException {
        if (used > 0) {
            int count = used;
            used = 0;
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    private void ensure(int capacity) {
        if (capacity > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(capacity, buffer.length * 2));
        }
    }

    private final class Fragments extends OutputStream {
        private final int contextId;
        private final boolean command;
        private final int maximum;
        private int start;
        private boolean closed;

        Fragments(int contextId, boolean command, int maximum) {
            this.contextId = contextId;
            this.command = command;
            this.maximum = maximum;
            begin();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            int from = offset;
            int left = length;
            while (left > 0) {
                int room = maximum - (used - start - HEADER);
                if (room == 0) {
                    end(false);
                    PduWriter.this.flush();
                    begin();
                    room = maximum;
                }
                int count = Math.min(room, left);
                ensure(used + count);
                System.arraycopy(bytes, from, buffer, used, count);
                used += count;
                from += count;
                left -= count;
            }
        }

        /** Ends the command or data set; it leaves with the next flush of the writer. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                end(true);
            }
        }

        private void begin() {
            start = used;
            open = start;
            ensure(used + HEADER);
            used += HEADER;
        }

        private void end(boolean last) {
            int length = used - start - HEADER;
            open = -1;
            buffer[start] = PduType.DATA_TRANSFER;
            buffer[start + 1] = 0;
            u32(start + 2, length + 6);
            u32(start + 6, length + 2);
            buffer[start + 10] = (byte) contextId;
            buffer[start + 11] = (byte) ((command ? 1 : 0) | (last ? 2 : 0));
        }

        private void u32(int at, int value) {
            buffer[at] = (byte) (value >>> 24);
            buffer[at + 1] = (byte) (value >>> 16);
            buffer[at + 2] = (byte) (value >>> 8);
            buffer[at + 3] = (byte) value;
        }
    }
}
