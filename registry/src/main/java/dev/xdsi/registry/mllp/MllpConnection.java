package dev.xdsi.registry.mllp;

import dev.xdsi.registry.mllp.MessageHandler.Peer;
import dev.xdsi.registry.mllp.Watchdog.Watch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sender: its messages are answered in their order, each before the next is read. */
final class MllpConnection {
    private static final Logger LOG = LoggerFactory.getLogger(MllpConnection.class);
    private static final int MOST_DRAINED = 1 << 20;

    /** Answers are small; a sender who takes none is not to fill megabytes of the system's memory with them. */
    private static final int SEND_BUFFER = 32 * 1024;

    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final Socket tcp;
    private final MllpListener.Service service;
    private final Watchdog watchdog;
    private boolean busy;
    private boolean stopping;

    MllpConnection(Socket tcp, MllpListener.Service service, Watchdog watchdog) {
        this.tcp = tcp;
        this.service = service;
        this.watchdog = watchdog;
    }

    /** Until the sender ends it, breaks the rules, or runs out of time. */
    void run(@Nullable SSLContext tls) {
        String address = tcp.getInetAddress().getHostAddress();
        try (tcp) {
            tcp.setTcpNoDelay(true);
            tcp.setSendBufferSize(SEND_BUFFER);
            serve(tls == null ? tcp : secured(tls, address), address);
        } catch (SSLException unproven) {
            if (!isStopping()) {
                service.strangers().accept(address, unproven);
            }
        } catch (IOException broken) {
            if (!isStopping()) {
                LOG.warn("MLLP connection of {} broke off: {}", address, broken.getMessage());
            }
        }
    }

    private SSLSocket secured(SSLContext tls, String address) throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(tcp, address, tcp.getPort(), true);
        secure.setUseClientMode(false);
        secure.setNeedClientAuth(true);
        try (Watch watch = watchdog.over(tcp, service.limits().message())) {
            secure.startHandshake();
            return secure;
        } catch (SSLException | SocketException failed) {
            throw failed instanceof SSLException unproven ? unproven : new SSLException(failed);
        }
    }

    private void serve(Socket socket, String address) throws IOException {
        Peer peer = new Peer(address, subject(socket));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (begins(in)) {
            Frame frame = timely(
                    service.limits().message(),
                    "its message took too long",
                    () -> Frames.read(in, service.limits().messageBytes()));
            if (frame.fault().isPresent()) {
                reply(
                        socket,
                        service.handler().refuse(frame.content(), frame.fault().get()));
                drain(socket, in);
                return;
            }
            reply(socket, service.handler().answer(frame.content(), peer));
            if (!resting()) {
                return;
            }
        }
    }

    private boolean begins(InputStream in) throws IOException {
        return timely(service.limits().silence(), "it was silent for too long", () -> Frames.begins(in)) && working();
    }

    private void reply(Socket socket, byte[] answer) throws IOException {
        timely(service.limits().answer(), "it does not take its answer", () -> {
            Frames.write(socket.getOutputStream(), answer);
            return true;
        });
    }

    /** Closing while the sender is still sending would reset the connection, and the answer that says why would be lost. */
    private void drain(Socket socket, InputStream in) throws IOException {
        try (Watch watch = watchdog.over(tcp, DRAIN)) {
            socket.shutdownOutput();
            in.skipNBytes(MOST_DRAINED);
        } catch (IOException ended) {
            LOG.debug("the rest of a refused message ended", ended);
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T timely(Duration time, String otherwise, Step<T> step) throws IOException {
        try (Watch watch = watchdog.over(tcp, time)) {
            try {
                return step.run();
            } catch (IOException cut) {
                throw watch.isExpired() ? new IOException(otherwise, cut) : cut;
            }
        }
    }

    private static @Nullable String subject(Socket socket) throws IOException {
        return socket instanceof SSLSocket secure
                ? secure.getSession().getPeerPrincipal().getName()
                : null;
    }

    private synchronized boolean working() {
        busy = true;
        return !stopping;
    }

    private synchronized boolean resting() {
        busy = false;
        return !stopping;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** No further message; one that is being worked on gets its answer. */
    synchronized void stop() {
        stopping = true;
        if (!busy) {
            Watchdog.cut(tcp);
        }
    }

    void cut() {
        Watchdog.cut(tcp);
    }
}
