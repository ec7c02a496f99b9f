package dev.xdsi.audit.repository;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/** Receives one message a datagram (RFC 5426). */
final class UdpListener implements AuditRecordRepository.Listener {
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final AuditRecordRepository repository;
    private final DatagramSocket socket;

    private UdpListener(AuditRecordRepository repository, DatagramSocket socket) {
        this.repository = repository;
        this.socket = socket;
    }

    static UdpListener open(AuditRecordRepository repository, InetSocketAddress bind) throws IOException {
        DatagramSocket socket = new DatagramSocket(bind);
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        UdpListener listener = new UdpListener(repository, socket);
        Thread.ofVirtual().name("audit-udp").start(listener::receive);
        return listener;
    }

    private void receive() {
        byte[] buffer = new byte[LARGEST_DATAGRAM];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            String sender = "udp";
            try {
                socket.receive(packet);
                sender = packet.getAddress().getHostAddress();
                repository.accept(List.of(Arrays.copyOf(buffer, packet.getLength())), sender);
            } catch (IOException | RuntimeException e) {
                if (!socket.isClosed()) {
                    repository.refuse(sender, e);
                }
            }
        }
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }
}
