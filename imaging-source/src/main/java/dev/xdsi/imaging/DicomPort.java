package dev.xdsi.imaging;

import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ServerSocketFactory;

/**
 * Where C-STORE is taken; the AE title is that of the retrieve address.
 *
 * @param sockets for a secure port those of the node, which demand the sender's certificate (PS3.15 B.12)
 */
public record DicomPort(InetSocketAddress bind, ServerSocketFactory sockets, boolean secure) {
    public static DicomPort plain(InetSocketAddress bind) {
        return new DicomPort(bind, ServerSocketFactory.getDefault(), false);
    }

    public static DicomPort secure(InetSocketAddress bind, ServerSocketFactory sockets) {
        return new DicomPort(bind, sockets, true);
    }

    /** How the audit trail names it. */
    URI address() {
        String scheme = secure ? "dicom-tls" : "dicom";
        return URI.create(scheme + "://" + bind.getHostString() + ":" + bind.getPort());
    }
}
