package dev.xdsi.imaging;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.AcceptPolicy;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.PeerPolicy;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.forward.PacsForwarding;
import dev.xdsi.imaging.partner.CallerRule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which services peers are offered at a DICOM port: some to all who may store, others to those alone with whom that was agreed; who is in no
 * agreement is turned away where they count ({@link CallerRule}).
 */
record OfferedServices(
        ImagingSourceSettings settings,
        QueryRetrieve queries,
        @Nullable PacsForwarding forwarding) {
    private static final Set<String> SYNTAXES = Set.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian);

    AcceptPolicy as(AeTitle title) {
        DeclaredPolicy known = DeclaredPolicy.storage(title).onlyFor(settings::mayCall);
        DeclaredPolicy storing = known.accepting(
                Set.of(UID.ModalityPerformedProcedureStep, UID.InstanceAvailabilityNotification), SYNTAXES);
        // To others the storage SOP classes are there for what a C-GET brings them.
        return new PeerPolicy(storing, peer -> offered(peer, settings.mayStore(peer) ? storing : known));
    }

    private AcceptPolicy offered(AssociationPeer peer, DeclaredPolicy everybody) {
        AcceptPolicy usual = queries.offered(peer, committed(peer, everybody));
        return forwarding == null ? usual : forwarding.offered(peer, usual);
    }

    /** Storage Commitment is offered to those alone who can be told what came of it, or who tell of it. */
    private DeclaredPolicy committed(AssociationPeer peer, DeclaredPolicy everybody) {
        return settings.askers().get().mayBeToldOfCommitments(peer) || (forwarding != null && forwarding.reports(peer))
                ? everybody.accepting(Set.of(UID.StorageCommitmentPushModel), SYNTAXES)
                : everybody;
    }
}
