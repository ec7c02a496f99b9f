package dev.xdsi.soap.reply;

import dev.xdsi.soap.tls.NodeTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer on its way to the address that its request named. A small one is kept until its receiver has it, and offered several times; of
 * a larger one the beginning is kept, so that it is offered until somebody takes that, and the rest leaves as it is written. Whoever gets one
 * twice knows it by its wsa:MessageID.
 */
public final class PostedReply extends OutputStream {
    private static final Logger LOG = LoggerFactory.getLogger(PostedReply.class);
    private static final int KEPT = 256 * 1024;
    private static final int CHUNK = 64 * 1024;
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int SERVER_ERROR = 500;

    private final URI address;
    private final String contentType;
    private final NodeTls tls;
    private final ReplyLimits limits;
    private final Consumer<String> undelivered;
    private final Patience patience;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private @Nullable HttpURLConnection connection;
    private volatile @Nullable ReplySockets sockets;
    private @Nullable OutputStream rest;
    private boolean ended;

    PostedReply(URI address, String contentType, NodeTls tls, ReplyLimits limits, Consumer<String> undelivered) {
        this.address = address;
        this.contentType = contentType;
        this.tls = tls;
        this.limits = limits;
        this.undelivered = undelivered;
        this.patience = new Patience(limits.timeouts(), this::cut);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            throw new IOException("the answer has ended");
        }
        if (rest == null && kept.size() + length <= KEPT) {
            kept.write(bytes, offset, length);
            patience.progress();
            return;
        }
        if (rest == null) {
            offer(this::begin);
        }
        if (rest != null) {
            rest.write(bytes, offset, length);
            patience.progress();
        }
    }

    /** Sends what is not sent yet, and waits until the receiver says that it has it. */
    public void finish() throws IOException {
        if (rest == null) {
            offer(this::sendKept);
        } else {
            rest.close();
            check();
        }
        end();
    }

    /** The answer did not come whole: its receiver must not take it for that. */
    public void abort(Throwable reason) {
        if (!ended) {
            try {
                end();
            } finally {
                LOG.warn("The answer to {} was not delivered: {}", address, reason.toString());
                undelivered.accept(reason.toString());
            }
        }
    }

    @FunctionalInterface
    private interface Try {
        void run() throws IOException;
    }

    private void offer(Try attempt) throws IOException {
        Duration pause = limits.pause();
        for (int tries = 1; ; tries++) {
            try {
                attempt.run();
                patience.progress();
                return;
            } catch (RefusedReplyException refused) {
                throw refused;
            } catch (IOException failed) {
                disconnect();
                if (tries == limits.tries() || patience.isOver()) {
                    throw failed;
                }
                LOG.info("The answer to {} is offered again in {}: {}", address, pause, failed.toString());
                patience.rest(pause);
                if (patience.isOver()) {
                    throw failed;
                }
                pause = pause.multipliedBy(2);
            }
        }
    }

    private void begin() throws IOException {
        HttpURLConnection begun = open();
        begun.setChunkedStreamingMode(CHUNK);
        OutputStream out = begun.getOutputStream();
        kept.writeTo(out);
        rest = out;
    }

    private void sendKept() throws IOException {
        HttpURLConnection whole = open();
        whole.setFixedLengthStreamingMode(kept.size());
        try (OutputStream out = whole.getOutputStream()) {
            kept.writeTo(out);
        }
        check();
    }

    private HttpURLConnection open() throws IOException {
        HttpURLConnection opened = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        connection = opened;
        if (!(opened instanceof HttpsURLConnection secure)) {
            throw new RefusedReplyException("answers leave by https alone, not to " + address);
        }
        ReplySockets own = new ReplySockets(tls.context().getSocketFactory());
        sockets = own;
        secure.setSSLSocketFactory(own);
        opened.setConnectTimeout(Math.toIntExact(limits.timeouts().connect().toMillis()));
        opened.setReadTimeout(Math.toIntExact(limits.timeouts().idle().toMillis()));
        opened.setInstanceFollowRedirects(false);
        opened.setUseCaches(false);
        opened.setDoOutput(true);
        opened.setRequestMethod("POST");
        opened.setRequestProperty("Content-Type", contentType);
        opened.setRequestProperty("Connection", "close");
        return opened;
    }

    /** Any 2xx says that it was taken; what else is said about it is of no interest. */
    private void check() throws IOException {
        int status = connection == null ? -1 : connection.getResponseCode();
        if (status >= OK && status < REDIRECTION) {
            return;
        }
        String said = address + " answered HTTP " + status;
        throw status >= REDIRECTION && status < SERVER_ERROR ? new RefusedReplyException(said) : new IOException(said);
    }

    private void end() {
        ended = true;
        disconnect();
        patience.close();
    }

    /** From beside: the thread of the request waits on the connection. */
    private void cut() {
        ReplySockets current = sockets;
        try {
            if (current != null) {
                current.cut();
            }
        } catch (IOException e) {
            LOG.warn("The connection to {} does not close", address, e);
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.disconnect();
        }
    }

    /** It would be refused again. */
    private static final class RefusedReplyException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedReplyException(String message) {
            super(message);
        }
    }
}
