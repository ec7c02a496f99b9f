package dev.xdsi.registry.mllp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Takes a stream apart into messages, and puts messages into a stream. */
public final class Frames {
    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int RETURN = 0x0D;
    private static final int LINE_FEED = 0x0A;
    private static final int MOST_BETWEEN = 16;

    private Frames() {}

    /** Skips to the start of a frame; false at the orderly end of the stream. */
    public static boolean begins(InputStream in) throws IOException {
        for (int skipped = 0; skipped <= MOST_BETWEEN; skipped++) {
            int next = in.read();
            if (next == START) {
                return true;
            }
            if (next < 0) {
                return false;
            }
            if (next != RETURN && next != LINE_FEED) {
                throw new IOException("a message begins with 0x0B, and this with 0x" + Integer.toHexString(next));
            }
        }
        throw new IOException("nothing but empty lines");
    }

    /** The rest of a frame that has begun. */
    public static Frame read(InputStream in, int most) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Optional<String> fault = Optional.empty();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended within a message");
            }
            if (next == END) {
                boolean ended = in.read() == RETURN;
                return new Frame(content.toByteArray(), ended ? fault : Optional.of("0x1C stands within the message"));
            }
            if (content.size() == most) {
                return new Frame(content.toByteArray(), Optional.of("the message is longer than " + most + " bytes"));
            }
            if (next == START) {
                fault = Optional.of("0x0B stands within the message");
            } else {
                content.write(next);
            }
        }
    }

    public static void write(OutputStream out, byte[] message) throws IOException {
        byte[] frame = new byte[message.length + 3];
        frame[0] = START;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[message.length + 1] = END;
        frame[message.length + 2] = RETURN;
        out.write(frame);
        out.flush();
    }
}
