package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.SopClassExtendedNegotiation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An association as its acceptor serves it, or its requestor where the peer has the other role.
 *
 * @param agreed null where this side is the requestor
 * @param patience how long an answer of the peer may take
 */
record Served(
        DimseChannel channel,
        AssociationPeer peer,
        @Nullable Negotiation agreed,
        Duration patience) {
    /** What was agreed on by extended negotiation of an abstract syntax, PS3.7 D.3.3.5; empty for nothing. */
    Optional<Bytes> extended(String abstractSyntax) {
        if (agreed == null) {
            return Optional.empty();
        }
        return agreed.accept().userInformation().all(SopClassExtendedNegotiation.class).stream()
                .filter(item -> item.sopClassUid().equals(abstractSyntax))
                .map(SopClassExtendedNegotiation::information)
                .findFirst();
    }

    /** The contexts in which the peer takes what it asked for by C-GET, PS3.4 C.5.3. */
    List<PresentationContext> performedByPeer() {
        if (agreed == null) {
            return List.of();
        }
        return agreed.contexts().values().stream()
                .filter(context -> agreed.performedByPeer().contains(context.abstractSyntax()))
                .toList();
    }
}
