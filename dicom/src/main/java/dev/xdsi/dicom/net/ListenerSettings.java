package dev.xdsi.dicom.net;

import java.net.InetSocketAddress;
import javax.net.ServerSocketFactory;

/**
 * Where an {@link AssociationListener} listens.
 *
 * @param bind address and port; port 0 takes any free one
 * @param maximumAssociations how many may be open at once; further ones are rejected with local-limit-exceeded
 * @param sockets plain ones, or those of a TLS context
 */
public record ListenerSettings(InetSocketAddress bind, int maximumAssociations, ServerSocketFactory sockets) {
    private static final int DEFAULT_MAXIMUM_ASSOCIATIONS = 64;

    public ListenerSettings {
        if (maximumAssociations < 1) {
            throw new IllegalArgumentException("At least one association must be allowed");
        }
    }

    public static ListenerSettings of(InetSocketAddress bind) {
        return new ListenerSettings(bind, DEFAULT_MAXIMUM_ASSOCIATIONS, ServerSocketFactory.getDefault());
    }

    public ListenerSettings withMaximumAssociations(int count) {
        return new ListenerSettings(bind, count, sockets);
    }

    public ListenerSettings withSockets(ServerSocketFactory other) {
        return new ListenerSettings(bind, maximumAssociations, other);
    }
}
