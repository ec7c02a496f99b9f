package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import java.util.Optional;

/** What an acceptor agrees to: with whom, and about which presentation contexts. */
public interface AcceptPolicy {
    /** Why this peer is turned away; empty when it is welcome. */
    Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request);

    /** The word on one proposed presentation context. */
    ContextResult judge(ProposedContext proposed);
}
