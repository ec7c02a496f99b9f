package dev.xdsi.audit.syslog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The frames of syslog over TLS: {@code MSG-LEN SP SYSLOG-MSG}, the length counted in octets (RFC 5425 section 4.3). */
public final class OctetCounting {
    private static final int MAX_DIGITS = 9;

    private OctetCounting() {}

    /** A frame that no receiver can accept; where the next one begins is unknown after it. */
    public static final class BadFrameException extends IOException {
        private static final long serialVersionUID = 1L;

        BadFrameException(String message) {
            super(message);
        }
    }

    public static byte[] frame(byte[] message) {
        byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream frame = new ByteArrayOutputStream(length.length + message.length);
        frame.writeBytes(length);
        frame.writeBytes(message);
        return frame.toByteArray();
    }

    /** The next message, or nothing at the orderly end of the stream. */
    public static Optional<byte[]> read(InputStream in, int maxBytes) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = length(first, in);
        if (length > maxBytes) {
            throw new BadFrameException("a frame of " + length + " bytes; " + maxBytes + " are allowed");
        }
        // Takes memory as bytes arrive, not as the sender promises them.
        byte[] message = in.readNBytes(length);
        if (message.length < length) {
            throw new BadFrameException("the connection ended " + message.length + " bytes into a frame of " + length);
        }
        return Optional.of(message);
    }

    private static int length(int first, InputStream in) throws IOException {
        int length = 0;
        int digits = 0;
        int c = first;
        while (c >= '0' && c <= '9' && digits < MAX_DIGITS) {
            length = length * 10 + (c - '0');
            digits++;
            c = in.read();
        }
        if (c != ' ' || length == 0 || first == '0') {
            throw new BadFrameException("a frame does not begin with its length");
        }
        return length;
    }
}
