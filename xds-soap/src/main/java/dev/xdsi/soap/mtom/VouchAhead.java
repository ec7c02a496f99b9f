package dev.xdsi.soap.mtom;

import dev.xdsi.transaction.SendableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a document's file be sent piece by piece, each once it was vouched for, and vouches for what comes next while the receiver takes
 * its time. One thread does both: a second that compares beside it costs a fifth more for handing over, and nobody has his document sooner.
 */
final class VouchAhead implements AutoCloseable {
    private static final int STEP = 256 * 1024;

    /** So little that what was compared is still in memory when it is sent. */
    private static final long FARTHEST = 8 * 1024 * 1024;

    private final SendableFile in;
    private final ByteBuffer scratch;
    private long vouched;
    private long sent;
    private boolean all;
    private @Nullable IOException failure;

    /** The file is closed with it; the buffer is its own until then. */
    VouchAhead(SendableFile in, ByteBuffer scratch) {
        this.in = in;
        this.scratch = scratch;
    }

    /** Sends all of it, and tells how many bytes that were. */
    long sendTo(Outlet.OfFiles outlet) throws IOException {
        for (int piece = piece(); piece > 0; piece = piece()) {
            outlet.send(in.file(), sent, piece, this::vouchOn);
            sent += piece;
        }
        if (failure != null) {
            throw failure;
        }
        return sent;
    }

    /**
     * How many bytes may leave next; none at the end of what is right. It does not wait for more: a receiver that is woken for little has
     * it sooner than one that is woken for much.
     */
    private int piece() {
        if (vouched == sent) {
            vouch();
        }
        return (int) Math.min(vouched - sent, Outlet.OfFiles.MOST);
    }

    private boolean vouchOn() {
        return vouched - sent < FARTHEST && vouch();
    }

    /** False when there is no more that could be vouched for. What was, may still leave: it is right. */
    private boolean vouch() {
        if (!all) {
            try {
                long right = in.vouch(STEP, scratch);
                vouched += right;
                all = right == 0;
            } catch (IOException e) {
                failure = e;
                all = true;
            }
        }
        return !all;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
