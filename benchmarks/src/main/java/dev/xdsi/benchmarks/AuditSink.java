package dev.xdsi.benchmarks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Takes in audit messages (RFC 5426) and counts them: a repository elsewhere, whose work is not what is measured. */
final class AuditSink implements AutoCloseable {
    private static final int LARGEST = 1 << 16;

    private final DatagramSocket socket;
    private final AtomicLong messages = new AtomicLong();

    AuditSink() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().name("audit-sink").start(this::take);
    }

    int port() {
        return socket.getLocalPort();
    }

    long messages() {
        return messages.get();
    }

    private void take() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                messages.incrementAndGet();
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException("audit messages cannot be received", e);
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
