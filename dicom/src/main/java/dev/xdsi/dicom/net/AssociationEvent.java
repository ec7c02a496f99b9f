package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AssociateReject;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What happens at an {@link AssociationListener}, for logs, metrics and the audit trail. */
public sealed interface AssociationEvent {
    /** A-ASSOCIATE-AC was sent; so many of the proposed contexts were accepted. */
    record Opened(AssociationPeer peer, int accepted, int proposed) implements AssociationEvent {}

    /** A-ASSOCIATE-RJ was sent; the peer is absent when its request could not even be understood. */
    record Rejected(InetSocketAddress address, @Nullable AssociationPeer peer, AssociateReject reject)
            implements AssociationEvent {}

    /** Released as the peer asked. */
    record Released(AssociationPeer peer) implements AssociationEvent {}

    /** Ended in any other way: abort by either side, time-out, lost connection, failed TLS handshake, shutdown. */
    record Aborted(
            InetSocketAddress address,
            @Nullable AssociationPeer peer,
            String reason,
            @Nullable Exception cause) implements AssociationEvent {}

    /** A service threw; the peer was told Processing Failure. */
    record OperationFailed(AssociationPeer peer, int messageId, Exception cause) implements AssociationEvent {}

    /** Accepting connections failed; it goes on. */
    record ListenerTroubled(Exception cause) implements AssociationEvent {}
}
