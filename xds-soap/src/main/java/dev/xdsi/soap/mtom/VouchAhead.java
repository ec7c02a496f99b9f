package dev.xdsi.soap.mtom;

import dev.xdsi.transaction.SendableFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Lets a document's file be sent piece by piece, and vouches for the next piece while the one before leaves. The pieces grow: the first
 * byte is not to wait, and later each piece costs a change of threads. Used by one thread.
 */
final class VouchAhead implements AutoCloseable {
    private static final int FIRST = 256 * 1024;

    private final SendableFile in;
    private final ByteBuffer scratch;
    private Beside<Long> vouching = Beside.done(0L);

    /** The file is closed with it; the buffer is its own until then. */
    VouchAhead(SendableFile in, ByteBuffer scratch) {
        this.in = in;
        this.scratch = scratch;
    }

    /** Sends all of it, and tells how many bytes that were. */
    long sendTo(Outlet.OfFiles outlet) throws IOException {
        long sent = 0;
        long piece = in.vouch(FIRST, scratch);
        while (piece > 0) {
            long next = Math.min(2 * piece, Outlet.OfFiles.MOST);
            vouching = Beside.start(() -> in.vouch(next, scratch));
            outlet.send(in.file(), sent, Math.toIntExact(piece));
            sent += piece;
            piece = vouching.join();
        }
        return sent;
    }

    /** Whoever still reads is interrupted by that, and nobody touches the buffer any more. */
    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            vouching.settle();
        }
    }
}
