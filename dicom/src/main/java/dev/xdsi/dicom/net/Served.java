package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.SopClassExtendedNegotiation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An association as its acceptor serves it.
 *
 * @param patience how long an answer of the peer may take
 */
record Served(DimseChannel channel, AssociationPeer peer, Negotiation agreed, Duration patience) {
    /** What was agreed on by extended negotiation of an abstract syntax, PS3.7 D.3.3.5; empty for nothing. */
    Optional<Bytes> extended(String abstractSyntax) {
        return agreed.accept().userInformation().all(SopClassExtendedNegotiation.class).stream()
                .filter(item -> item.sopClassUid().equals(abstractSyntax))
                .map(SopClassExtendedNegotiation::information)
                .findFirst();
    }

    /** The contexts in which the peer takes what it asked for by C-GET, PS3.4 C.5.3. */
    List<PresentationContext> performedByPeer() {
        return agreed.contexts().values().stream()
                .filter(context -> agreed.performedByPeer().contains(context.abstractSyntax()))
                .toList();
    }
}
