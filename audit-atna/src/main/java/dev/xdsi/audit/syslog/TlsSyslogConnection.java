package dev.xdsi.audit.syslog;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Syslog over TLS (RFC 5425). Every step has a time-out of its own: a write to a peer that stopped reading would block for
 * ever, so a watchman closes the socket under it.
 *
 * <p>Syslog has no acknowledgement. A peer that ends the connection in answer to our close_notify has read what came before
 * it; a peer that ended it earlier, was reset or stays silent may not have.
 */
final class TlsSyslogConnection implements SyslogConnection {
    private final SyslogTarget.TimeOuts timeOuts;
    private final Socket tcp;
    private final SSLSocket tls;
    private final OutputStream out;

    TlsSyslogConnection(SyslogTarget.Tls target) throws IOException {
        timeOuts = target.timeOuts();
        tcp = new Socket();
        try {
            tcp.setTcpNoDelay(true);
            tcp.setKeepAlive(true);
            tcp.connect(new InetSocketAddress(target.host(), target.port()), millis(timeOuts.connect()));
            tcp.setSoTimeout(millis(timeOuts.read()));
            tls = (SSLSocket) target.context().getSocketFactory().createSocket(tcp, target.host(), target.port(), true);
            if (!isThisMachine(target.host())) {
                requireName(tls);
            }
            watched(tls::startHandshake);
            out = tls.getOutputStream();
        } catch (IOException | RuntimeException e) {
            tcp.close();
            throw e;
        }
    }

    /** No network leads such an address elsewhere, and a node that sends to itself needs no name for it in its certificate. */
    private static boolean isThisMachine(String host) {
        try {
            InetAddress address = InetAddress.ofLiteral(host);
            return address.isLoopbackAddress() || address.isAnyLocalAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    /** Every node has a certificate that is trusted; only the one that is meant has one for this name (RFC 5425 section 5.2). */
    private static void requireName(SSLSocket tls) {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
    }

    private static int millis(Duration duration) {
        return Math.max(1, Math.toIntExact(duration.toMillis()));
    }

    @Override
    public void send(byte[] message) throws IOException {
        byte[] frame = OctetCounting.frame(message);
        watched(() -> {
            out.write(frame);
            out.flush();
        });
    }

    /** A repository never speaks; a byte, an end or a reset that can be read all mean that this connection is over. */
    @Override
    public boolean alive() {
        try {
            tls.setSoTimeout(1);
            int answer = tls.getInputStream().read();
            throw new IOException(answer < 0 ? "the peer closed" : "the peer spoke");
        } catch (SocketTimeoutException stillOpen) {
            return true;
        } catch (IOException over) {
            return false;
        }
    }

    @Override
    public void finish() throws IOException {
        try {
            if (!alive()) {
                throw new IOException("the audit repository ended the connection before everything was sent");
            }
            tls.setSoTimeout(millis(timeOuts.read()));
            watched(tls::shutdownOutput);
            if (tls.getInputStream().read() >= 0) {
                throw new IOException("the audit repository answered, which syslog does not do");
            }
        } finally {
            close();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void watched(Step step) throws IOException {
        Thread watchman = Thread.ofVirtual().name("audit-write-watch").start(() -> {
            try {
                Thread.sleep(timeOuts.write());
                close();
            } catch (InterruptedException inTime) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            step.run();
        } finally {
            watchman.interrupt();
        }
    }

    /** Closes the TCP socket and not the TLS one, which would wait for the write that is stuck. */
    @Override
    public void close() {
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
