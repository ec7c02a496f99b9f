package dev.xdsi.dicom.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A TCP or TLS connection that cannot hang: reading is guarded by {@link GuardedInput}; writing, the TLS handshake and
 * whatever has a deadline by a watchdog that cuts the connection, since Java's sockets know no time-out for them.
 */
final class Transport implements Closeable {
    private static final long NONE = Long.MIN_VALUE;

    /** A peer that was told to stop gets to see it after this much more of what it was sending. */
    private static final int MAXIMUM_DRAINED = 4 * 1024 * 1024;

    private final Socket socket;
    private final Timeouts timeouts;
    private final LongSupplier nanoTime;
    private final GuardedInput input;
    private final OutputStream output;
    private final InetSocketAddress remote;
    private final Thread watchdog;
    private volatile long deadline = NONE;
    private volatile long writingSince = NONE;
    private volatile @Nullable String cutBecause;

    Transport(Socket socket, Timeouts timeouts, LongSupplier nanoTime) throws IOException {
        this.socket = socket;
        this.timeouts = timeouts;
        this.nanoTime = nanoTime;
        socket.setTcpNoDelay(true);
        this.remote = (InetSocketAddress) socket.getRemoteSocketAddress();
        this.input = new GuardedInput(socket, timeouts.progress(), nanoTime);
        this.output = new GuardedOutput(socket.getOutputStream());
        this.watchdog = Thread.ofVirtual().name("dicom-watchdog-" + remote).start(this::watch);
    }

    GuardedInput input() {
        return input;
    }

    OutputStream output() {
        return output;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Whether nobody else can read along: over TLS, or on this machine. */
    boolean isSecret() {
        return socket instanceof SSLSocket || socket.getInetAddress().isLoopbackAddress();
    }

    /** Within this time from now the connection is cut, unless {@link #noDeadline} comes first. */
    void deadline(Duration time) {
        deadline = nanoTime.getAsLong() + time.toNanos();
    }

    void noDeadline() {
        deadline = NONE;
    }

    /** Completes the TLS handshake, if there is one, and tells the certificate of the peer. */
    @Nullable
    X509Certificate handshake() throws IOException {
        if (!(socket instanceof SSLSocket tls)) {
            return null;
        }
        tls.startHandshake();
        try {
            return tls.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? certificate
                    : null;
        } catch (SSLPeerUnverifiedException anonymous) {
            return null; // Whether a certificate is asked for is up to the socket factory; there was none.
        }
    }

    /** Ends our half and waits a while for the peer's, so that our last PDU is not lost in a reset. */
    void closeAfterPeer() {
        deadline(timeouts.release());
        try (this) {
            socket.shutdownOutput();
            byte[] rest = new byte[8192];
            int count = 0;
            for (int drained = 0; count >= 0 && drained < MAXIMUM_DRAINED; drained += count) {
                input.expectWithin(timeouts.release());
                count = input.read(rest, 0, rest.length);
            }
        } catch (IOException gone) {
            cut("The peer did not close in order: " + gone.getMessage());
        }
    }

    /** Cuts the connection without a word, also under a thread that is writing to it. */
    void cut(String reason) {
        if (cutBecause == null) {
            cutBecause = reason;
        }
        try {
            // With a linger time of 0 not even TLS waits for the thread that holds its write lock.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            cutBecause = reason + "; " + alreadyClosed.getMessage();
        }
    }

    /** What a failure of this connection really was, when it was the watchdog's doing. */
    IOException explain(IOException failure) {
        String reason = cutBecause;
        return reason == null ? failure : new AssociationAborted(reason, failure);
    }

    @Override
    public void close() throws IOException {
        watchdog.interrupt();
        socket.close();
    }

    private void watch() {
        try {
            while (!socket.isClosed()) {
                Thread.sleep(pause());
                long now = nanoTime.getAsLong();
                long writing = writingSince;
                long due = deadline;
                if (due != NONE && now - due > 0) {
                    cut("The peer took longer than the time-out allows");
                } else if (writing != NONE
                        && now - writing > timeouts.progress().toNanos()) {
                    cut("The peer took no bytes for " + timeouts.progress());
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause() {
        long shortest = Math.min(
                timeouts.progress().toMillis(),
                Math.min(timeouts.negotiation().toMillis(), timeouts.release().toMillis()));
        return Duration.ofMillis(Math.clamp(shortest / 4, 10, 1000));
    }

    /** Marks the time of each write for the watchdog. */
    private final class GuardedOutput extends OutputStream {
        private final OutputStream out;

        GuardedOutput(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writingSince = nanoTime.getAsLong();
            try {
                out.write(bytes, offset, length);
            } catch (IOException broken) {
                throw explain(new AssociationAborted("The connection broke while sending: " + broken, broken));
            } finally {
                writingSince = NONE;
            }
        }
    }
}
