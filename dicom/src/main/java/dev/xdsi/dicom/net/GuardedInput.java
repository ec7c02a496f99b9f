package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.ProtocolViolation;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a connection, with patience of two kinds. Waiting for a message may take the time given to
 * {@link #expectWithin}. From its first byte on the peer must deliver at least {@link #MINIMUM_RATE} bytes a second,
 * counted over a window and only while we wait, so that neither a slow disk of ours nor a short stall of the network is
 * held against it, but one byte a second is.
 */
final class GuardedInput extends InputStream {
    static final int MINIMUM_RATE = 1024;

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;

    private final Socket socket;
    private final InputStream in;
    private final LongSupplier nanoTime;
    private final long window;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private long patience;
    private long waited;
    private long received;

    GuardedInput(Socket socket, Duration progress, LongSupplier nanoTime) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.nanoTime = nanoTime;
        this.window = progress.toNanos();
        this.patience = window;
    }

    /** The next byte may take this long; after it the minimum rate is asked for. */
    void expectWithin(Duration time) {
        patience = time.toNanos();
        waited = 0;
        received = 0;
    }

    /**
     * Whether something can be read without waiting. Behind TLS only an attempt tells, which takes a millisecond and finds the end of the
     * connection too.
     */
    boolean arrived() throws IOException {
        if (position < limit || in.available() > 0) {
            return true;
        }
        if (!(socket instanceof SSLSocket)) {
            return false;
        }
        socket.setSoTimeout(1);
        try {
            position = 0;
            limit = Math.max(in.read(buffer, 0, buffer.length), 0);
            return true;
        } catch (SocketTimeoutException nothing) {
            limit = 0;
            return false;
        } catch (SocketException broken) {
            throw new AssociationAborted("The connection broke: " + broken.getMessage(), broken);
        }
    }

    @Override
    public int read() throws IOException {
        if (position == limit && !refill()) {
            return -1;
        }
        patience = 0;
        return buffer[position++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position == limit && length >= buffer.length) {
            return receive(target, offset, length);
        }
        if (position == limit && !refill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        patience = 0;
        return count;
    }

    private boolean refill() throws IOException {
        position = 0;
        limit = 0;
        int count = receive(buffer, 0, buffer.length);
        limit = Math.max(count, 0);
        return count > 0;
    }

    private int receive(byte[] target, int offset, int length) throws IOException {
        while (true) {
            long allowed = patience > 0 ? patience : window - waited;
            socket.setSoTimeout(Math.clamp(allowed / MILLISECOND, 1, Integer.MAX_VALUE));
            long start = nanoTime.getAsLong();
            try {
                int count = in.read(target, offset, length);
                arrived(count, nanoTime.getAsLong() - start);
                return count;
            } catch (SocketTimeoutException silence) {
                if (patience > 0) {
                    throw tooSlow("Nothing came from the peer for %d ms".formatted(allowed / MILLISECOND), silence);
                }
                arrived(0, Math.max(allowed, MILLISECOND));
            } catch (SocketException broken) {
                throw new AssociationAborted("The connection broke: " + broken.getMessage(), broken);
            }
        }
    }

    private void arrived(int count, long time) throws IOException {
        if (patience > 0) {
            patience = 0;
            return;
        }
        waited += time;
        received += Math.max(count, 0);
        if (waited < window) {
            return;
        }
        if ((double) received / MINIMUM_RATE < (double) waited / SECOND) {
            throw tooSlow(
                    "The peer sent %d bytes of a message in %d ms; that is too slow"
                            .formatted(received, waited / MILLISECOND),
                    null);
        }
        waited = 0;
        received = 0;
    }

    private static ProtocolViolation tooSlow(String message, @Nullable Throwable cause) {
        ProtocolViolation violation = new ProtocolViolation(message, Abort.UNSPECIFIED);
        violation.initCause(cause);
        return violation;
    }
}
