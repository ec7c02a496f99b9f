package dev.xdsi.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection on which prepared requests are sent, one after the other. It costs next to nothing, since it shares the
 * processors with what it measures: of an answer it counts the bytes and how often a word occurs.
 */
final class KeptConnection implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final String head;
    private final byte[] buffer = new byte[BUFFER];

    /**
     * What came back.
     *
     * @param words how often the word occurs in it
     * @param firstByte when the first byte of the body was here, in nanoseconds after the request had left
     */
    record Answer(int status, long bytes, int words, long firstByte) {}

    KeptConnection(int port, String path) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/soap+xml; charset=UTF-8\r\nContent-Length: ";
    }

    Answer post(byte[] body, String word) throws IOException {
        byte[] start = (head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return send(request, word);
    }

    /** @param accept what the answer may be */
    Answer get(String path, String accept) throws IOException {
        return send(
                ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: " + accept + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII),
                "");
    }

    private Answer send(byte[] request, String word) throws IOException {
        socket.getOutputStream().write(request);
        long sent = System.nanoTime();
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            }
        }
        Words words = new Words(word);
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException("no answer");
        }
        long firstByte = System.nanoTime() - sent;
        in.reset();
        long bytes = length < 0 ? chunks(words) : body(length, words);
        return new Answer(status, bytes, words.found, firstByte);
    }

    private long chunks(Words words) throws IOException {
        long all = 0;
        while (true) {
            long size = Long.parseLong(line(), 16);
            all += body(size, words);
            line();
            if (size == 0) {
                return all;
            }
        }
    }

    private long body(long length, Words words) throws IOException {
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the answer broke off");
            }
            words.count(buffer, read);
            left -= read;
        }
        return length;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Finds a word, also across the ends of buffers, by the virtual machine's own search: the client must cost little. */
    private static final class Words {
        private final String word;
        private String before = "";
        private int found;

        Words(String word) {
            this.word = word;
        }

        void count(byte[] bytes, int length) {
            if (word.isEmpty()) {
                return;
            }
            String text = before + new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            int next = 0;
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, next)) {
                found++;
                next = at + word.length();
            }
            before = text.substring(Math.max(next, text.length() - word.length() + 1));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
