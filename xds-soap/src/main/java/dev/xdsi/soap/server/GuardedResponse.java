package dev.xdsi.soap.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a broken answer from looking like a whole one. The stack closes what it writes, and writes a fault behind half
 * an attachment; here nothing more leaves once a begun answer failed, and only the endpoint ends the response.
 */
final class GuardedResponse extends HttpServletResponseWrapper {
    private final SoapCall call;
    private @Nullable Guarded out;

    GuardedResponse(HttpServletResponse response, SoapCall call) {
        super(response);
        this.call = call;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new Guarded(super.getOutputStream());
        }
        return out;
    }

    private final class Guarded extends ServletOutputStream {
        private final ServletOutputStream target;

        Guarded(ServletOutputStream target) {
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
            return target.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            target.setWriteListener(listener);
        }
    }
}
