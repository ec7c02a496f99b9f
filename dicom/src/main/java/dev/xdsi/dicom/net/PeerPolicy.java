package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import java.util.Optional;
import java.util.function.Function;

/**
 * Offers some peers more than others, who find what they are not offered an abstract syntax that is not supported.
 *
 * @param everybody who is turned away, and what is offered where nobody in particular asks
 * @param towards what a peer is offered
 */
public record PeerPolicy(DeclaredPolicy everybody, Function<AssociationPeer, AcceptPolicy> towards)
        implements AcceptPolicy {
    @Override
    public Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request) {
        return everybody.rejection(peer, request);
    }

    @Override
    public ContextResult judge(ProposedContext proposed) {
        return everybody.judge(proposed);
    }

    @Override
    public AcceptPolicy towards(AssociationPeer peer) {
        return towards.apply(peer);
    }
}
