package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.SopClassExtendedNegotiation;
import java.util.Optional;
import java.util.Set;

/**
 * Offers a peer what another policy does, and lets it be the performer (SCP) of some services as well, PS3.7 D.3.3.4.
 *
 * @param performed their abstract syntaxes
 */
public record PerformingPeer(AcceptPolicy other, Set<String> performed) implements AcceptPolicy {
    public PerformingPeer {
        performed = Set.copyOf(performed);
    }

    @Override
    public Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request) {
        return other.rejection(peer, request);
    }

    @Override
    public ContextResult judge(ProposedContext proposed) {
        return other.judge(proposed);
    }

    @Override
    public Optional<Bytes> extended(SopClassExtendedNegotiation proposed) {
        return other.extended(proposed);
    }

    @Override
    public boolean requestorPerforms(String abstractSyntax) {
        return performed.contains(abstractSyntax) || other.requestorPerforms(abstractSyntax);
    }
}
