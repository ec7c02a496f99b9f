package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AeTitle;
import javax.net.SocketFactory;

/** An application entity elsewhere: its title, where it listens, and how to connect (plain, or by a TLS context). */
public record RemoteEntity(AeTitle title, String host, int port, SocketFactory sockets) {
    public static RemoteEntity of(String title, String host, int port) {
        return new RemoteEntity(new AeTitle(title), host, port, SocketFactory.getDefault());
    }

    @Override
    public String toString() {
        return title + "@" + host + ":" + port;
    }
}
