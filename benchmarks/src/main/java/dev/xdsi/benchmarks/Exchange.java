package dev.xdsi.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/**
 * One request on a connection of its own, and its answer read to the end: the same for whoever is asked, with TLS or without. It costs as
 * little as may be, since it shares the processors with what it measures.
 */
record Exchange(SocketFactory sockets, int port) {
    private static final int BUFFER = 1 << 18;
    private static final int KEPT = 1 << 16;
    private static final int TIMEOUT_MILLIS = 300_000;

    /** A request, written once the connection stands. */
    @FunctionalInterface
    interface Request {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * What came back.
     *
     * @param beginning its first bytes as text, with the head
     * @param end its last bytes
     * @param bytes all there were
     * @param firstByte seconds from before the connection was made to the first byte
     * @param seconds from before the connection was made to the last byte
     */
    record Answer(String beginning, String end, long bytes, double firstByte, double seconds) {
        Answer requireSuccess(long least) throws IOException {
            boolean success = beginning.startsWith("HTTP/1.1 200 ")
                    && (beginning.contains("ResponseStatusType:Success") || !beginning.contains("Envelope"));
            if (!success || bytes < least) {
                throw new IOException("not the answer that was expected, with " + bytes + " bytes: "
                        + beginning.substring(0, Math.min(2_000, beginning.length())));
            }
            return this;
        }
    }

    static Request get(String path) {
        return get(path, "*/*");
    }

    /** @param accept what the answer may be */
    static Request get(String path, String accept) {
        return out -> out.write(
                ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: " + accept + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    Answer of(Request request) throws IOException {
        long begun = System.nanoTime();
        try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            request.writeTo(socket.getOutputStream());
            return read(socket.getInputStream(), begun);
        }
    }

    private static Answer read(InputStream in, long begun) throws IOException {
        byte[] buffer = new byte[BUFFER];
        StringBuilder beginning = new StringBuilder();
        long bytes = 0;
        long first = begun;
        String end = "";
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            first = bytes == 0 ? System.nanoTime() : first;
            if (beginning.length() < KEPT) {
                beginning.append(
                        new String(buffer, 0, Math.min(read, KEPT - beginning.length()), StandardCharsets.ISO_8859_1));
            }
            bytes += read;
            int tail = Math.min(read, 64);
            end = new String(buffer, read - tail, tail, StandardCharsets.ISO_8859_1);
        }
        if (bytes == 0) {
            throw new EOFException("no answer");
        }
        return new Answer(beginning.toString(), end, bytes, (first - begun) / 1e9, (System.nanoTime() - begun) / 1e9);
    }
}
