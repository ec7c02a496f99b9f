package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AeTitle;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An application entity elsewhere: its title, where it listens, and how to connect (plain, or by a TLS context).
 *
 * @param user as whom every association with it is opened; null where it is not told of any
 */
public record RemoteEntity(
        AeTitle title,
        String host,
        int port,
        SocketFactory sockets,
        @Nullable UserPasscode user) {
    /** One that is told of no user. */
    public RemoteEntity(AeTitle title, String host, int port, SocketFactory sockets) {
        this(title, host, port, sockets, null);
    }

    /** The same, to which we are this user. */
    public RemoteEntity as(@Nullable UserPasscode other) {
        return new RemoteEntity(title, host, port, sockets, other);
    }

    public static RemoteEntity of(String title, String host, int port) {
        return new RemoteEntity(new AeTitle(title), host, port, SocketFactory.getDefault());
    }

    /** Whether the peer is this entity, by its title and its host: a title alone proves nothing. */
    public boolean isPeer(AssociationPeer peer) {
        if (!peer.calling().equals(title)) {
            return false;
        }
        try {
            return List.of(InetAddress.getAllByName(host))
                    .contains(peer.address().getAddress());
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** {@code dicom://host:port/AE}, or {@code dicom:AE} where the host cannot stand in an address; titles may have blanks. */
    public URI uri() {
        try {
            return new URI("dicom", null, host, port, "/" + title.value(), null, null);
        } catch (URISyntaxException noHost) {
            return URI.create("dicom:" + title.value().replace(" ", "%20"));
        }
    }

    @Override
    public String toString() {
        return title + "@" + host + ":" + port;
    }
}
