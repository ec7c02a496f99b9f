package dev.xdsi.registry.mllp;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The other end of an MLLP port, in tests. */
public record MllpSender(Socket socket) implements AutoCloseable {
    private static final int PATIENCE = 30_000;

    public static MllpSender to(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE);
        return new MllpSender(socket);
    }

    public String ask(byte[] message) throws IOException {
        Frames.write(socket.getOutputStream(), message);
        return answer();
    }

    public void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public String answer() throws IOException {
        if (!Frames.begins(socket.getInputStream())) {
            throw new EOFException("no answer");
        }
        return new String(Frames.read(socket.getInputStream(), 1 << 16).content(), StandardCharsets.ISO_8859_1);
    }

    public boolean isEnded() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
