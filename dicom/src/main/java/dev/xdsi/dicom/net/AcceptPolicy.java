package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.SopClassExtendedNegotiation;
import java.util.Optional;

/** What an acceptor agrees to: with whom, and about which presentation contexts. */
public interface AcceptPolicy {
    /** Why this peer is turned away; empty when it is welcome. */
    Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request);

    /** The word on one proposed presentation context. */
    ContextResult judge(ProposedContext proposed);

    /** The same as this peer in particular finds it. */
    default AcceptPolicy towards(AssociationPeer peer) {
        return this;
    }

    /** The answer to an extended negotiation of an accepted abstract syntax, PS3.7 D.3.3.5; empty for none. */
    default Optional<Bytes> extended(SopClassExtendedNegotiation proposed) {
        return Optional.empty();
    }

    /** Whether the requestor may be the performer of an accepted abstract syntax, PS3.7 D.3.3.4: it then takes C-STOREs. */
    default boolean requestorPerforms(String abstractSyntax) {
        return false;
    }
}
