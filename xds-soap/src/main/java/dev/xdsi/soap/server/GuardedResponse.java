package dev.xdsi.soap.server;

import dev.xdsi.soap.mtom.Outlet;
import dev.xdsi.soap.reply.PostedReply;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a broken answer from looking like a whole one. The stack closes what it writes, and writes a fault behind half
 * an attachment; here nothing more leaves once a begun answer failed, and only the endpoint ends the response. An answer that goes
 * elsewhere is sent there; on the connection of its request then 202 says that it was performed (SOAP 1.2 Part 2: 7.5.2.2).
 */
final class GuardedResponse extends HttpServletResponseWrapper implements Outlet {
    private final SoapCall call;
    private final Rest rest;
    private final @Nullable FileEndPoint connection;
    private @Nullable Guarded out;
    private @Nullable PostedReply elsewhere;

    /** What the sender has still to send, which nobody needs. */
    @FunctionalInterface
    interface Rest {
        void read() throws IOException;
    }

    /** @param connection where the system can send from files, if it can */
    GuardedResponse(HttpServletResponse response, SoapCall call, Rest rest, @Nullable FileEndPoint connection) {
        super(response);
        this.call = call;
        this.rest = rest;
        this.connection = connection;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out == null) {
            ServletOutputStream connection = super.getOutputStream();
            String contentType = String.valueOf(getContentType());
            if (call.isAnsweredElsewhere()) {
                accept();
                elsewhere = call.post(contentType);
            }
            out = new Guarded(connection, elsewhere == null ? connection : elsewhere);
        }
        return out;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        getOutputStream().write(bytes);
    }

    @Override
    public Optional<OfFiles> ofFiles() {
        return isElsewhere() || connection == null
                ? Optional.empty()
                : Optional.of(
                        (file, position, length, meanwhile) -> send(connection, file, position, length, meanwhile));
    }

    private void send(FileEndPoint connection, FileChannel file, long position, int length, Meanwhile meanwhile)
            throws IOException {
        if (!call.isBroken()) {
            connection.send(file, position, length, meanwhile, getOutputStream()::write);
        }
    }

    /** A caller that is told that its connection ends does not wait with its next request until this answer has arrived. */
    private void accept() throws IOException {
        rest.read();
        setContentType(null);
        setStatus(HttpServletResponse.SC_ACCEPTED);
        setContentLength(0);
        setHeader("Connection", "close");
        super.flushBuffer();
    }

    boolean isElsewhere() {
        return elsewhere != null;
    }

    /** The answer is written, if it did not fail. */
    void finish() throws IOException {
        if (elsewhere == null) {
            super.flushBuffer();
            return;
        }
        try {
            if (call.failure() == null) {
                elsewhere.finish();
            }
        } catch (IOException e) {
            call.failed(e);
        }
        abandon();
    }

    /** Whoever waits elsewhere for an answer that failed must not take what he has of it for whole. */
    void abandon() {
        Throwable failure = call.failure();
        if (elsewhere != null && failure != null) {
            elsewhere.abort(failure);
        }
    }

    private final class Guarded extends ServletOutputStream {
        private final ServletOutputStream connection;
        private final OutputStream target;

        Guarded(ServletOutputStream connection, OutputStream target) {
            this.connection = connection;
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            if (!call.isBroken()) {
                target.write(value);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!call.isBroken()) {
                target.write(bytes, offset, length);
            }
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            if (call.isBroken()) {
                return;
            }
            if (elsewhere == null) {
                connection.write(bytes);
            } else {
                super.write(bytes);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!call.isBroken()) {
                target.flush();
            }
        }

        /** Left to the container, after the endpoint has said that the answer is whole. */
        @Override
        public void close() {}

        @Override
        public boolean isReady() {
            return connection.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            connection.setWriteListener(listener);
        }
    }
}
