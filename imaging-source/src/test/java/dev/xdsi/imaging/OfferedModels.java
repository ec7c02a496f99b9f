package dev.xdsi.imaging;

import dev.xdsi.dicom.net.AcceptPolicy;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.QueryRetrieveSopClass;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ContextResult.Reason;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import dev.xdsi.dicom.net.pdu.UserItem.SopClassExtendedNegotiation;
import java.util.Optional;

/** A PACS that has not every information model, or does not know extended negotiation. */
record OfferedModels(AcceptPolicy all, boolean studyRoot, boolean relational) implements AcceptPolicy {
    @Override
    public Optional<AssociateReject> rejection(AssociationPeer peer, AssociateRequest request) {
        return all.rejection(peer, request);
    }

    @Override
    public AcceptPolicy towards(AssociationPeer peer) {
        return new OfferedModels(all.towards(peer), studyRoot, relational);
    }

    @Override
    public ContextResult judge(ProposedContext proposed) {
        boolean inStudyRoot = QueryRetrieveSopClass.of(proposed.abstractSyntax())
                .filter(sopClass -> !sopClass.isPatientRoot())
                .isPresent();
        return inStudyRoot && !studyRoot
                ? new ContextResult(
                        proposed.id(),
                        Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED,
                        proposed.transferSyntaxes().getFirst())
                : all.judge(proposed);
    }

    @Override
    public Optional<Bytes> extended(SopClassExtendedNegotiation proposed) {
        return relational ? Optional.of(proposed.information()) : Optional.empty();
    }

    @Override
    public boolean requestorPerforms(String abstractSyntax) {
        return all.requestorPerforms(abstractSyntax);
    }
}
