package dev.xdsi.soap.server;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An answer must be taken at some pace (M25): who takes a little now and then is never idle, and holds a connection, a share and an open file as long as
 * he likes. Only the time counts in which the client takes nothing more, so that an answer that waits for its source is never blamed on him.
 * One connection has one, and writes one thing at a time.
 */
final class SlowReader {
    private static final double SECOND = 1e9;

    private final HttpLimits.Pace pace;
    private boolean waiting;
    private long since;
    /** Of this look: every grace he is judged anew, whatever he took before. */
    private long waited;

    private long taken;

    SlowReader(HttpLimits.Pace pace) {
        this.pace = pace;
    }

    /** How bytes are handed to the system; false where it does not take them all yet. */
    @FunctionalInterface
    interface Sending {
        boolean send() throws IOException;
    }

    boolean watch(Sending sending, ByteBuffer... buffers) throws IOException {
        if (waiting) {
            waited += System.nanoTime() - since;
            waiting = false;
        }
        long before = remaining(buffers);
        boolean whole = sending.send();
        taken += before - remaining(buffers);
        judge();
        if (!whole) {
            waiting = true;
            since = System.nanoTime();
        }
        return whole;
    }

    private void judge() throws IOException {
        if (waited <= pace.grace().toNanos()) {
            return;
        }
        if (taken < pace.answerBytesInSecond() * waited / SECOND) {
            throw new IOException("the answer is taken more slowly than " + pace.answerBytesInSecond() + " bytes/s");
        }
        waited = 0;
        taken = 0;
    }

    private static long remaining(ByteBuffer... buffers) {
        long remaining = 0;
        for (ByteBuffer buffer : buffers) {
            remaining += buffer.remaining();
        }
        return remaining;
    }
}
