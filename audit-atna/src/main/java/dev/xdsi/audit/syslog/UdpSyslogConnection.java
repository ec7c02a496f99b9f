package dev.xdsi.audit.syslog;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Syslog over UDP (RFC 5426): one message, one datagram, and no word from the other side. */
final class UdpSyslogConnection implements SyslogConnection {
    private final DatagramSocket socket;
    private final InetAddress address;
    private final int port;

    UdpSyslogConnection(SyslogTarget.Udp target) throws IOException {
        this.address = InetAddress.getByName(target.host());
        this.port = target.port();
        this.socket = new DatagramSocket();
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, address, port));
    }

    @Override
    public boolean alive() {
        return true;
    }

    @Override
    public void finish() {
        socket.close();
    }

    @Override
    public void close() {
        socket.close();
    }
}
