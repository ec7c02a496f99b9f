package dev.xdsi.registry.iti53;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A recipient that never ends its answer, but lets a byte go now and then. It gives up some time after any deadline. */
final class SlowRecipient implements AutoCloseable {
    private static final int BYTES = 400;
    private static final int PAUSE = 50;

    private final ServerSocket server;
    private final CompletableFuture<Boolean> cut = new CompletableFuture<>();

    SlowRecipient() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/notify");
    }

    /** Whether the other side ended it, and not this one. */
    CompletableFuture<Boolean> wasCut() {
        return cut;
    }

    private void answer() {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            cut.complete(trickles(socket, in, out));
        } catch (IOException closed) {
            cut.complete(true);
        }
    }

    private static boolean trickles(Socket socket, InputStream in, OutputStream out) throws IOException {
        out.write("HTTP/1.1 202 Accepted\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(PAUSE);
        for (int i = 0; i < BYTES; i++) {
            out.write('x');
            out.flush();
            if (isClosed(in)) {
                return true;
            }
        }
        return false;
    }

    /** Waits a little for the rest of the request, or its end. */
    private static boolean isClosed(InputStream in) throws IOException {
        try {
            return in.read(new byte[4096]) < 0;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
