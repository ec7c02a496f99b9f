package dev.xdsi.imaging.partner;

import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.transaction.Caller;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may query and retrieve over DIMSE; by default nobody. */
public final class ImagingPartners {
    public static final ImagingPartners NOBODY = new ImagingPartners(List.of());

    private final Map<AeTitle, ImagingPartner> byTitle;
    private final UserDemand users;

    /** With users who may be proven. */
    public ImagingPartners(List<ImagingPartner> partners) {
        this(partners, UserDemand.ACCEPTED);
    }

    /**
     * These, and nobody else.
     *
     * @param users what is made of users where a partner's agreement says nothing of them
     * @throws IllegalArgumentException if two have one AE title
     */
    public ImagingPartners(List<ImagingPartner> partners, UserDemand users) {
        this.users = users;
        try {
            byTitle =
                    partners.stream().collect(Collectors.toUnmodifiableMap(ImagingPartner::title, Function.identity()));
        } catch (IllegalStateException twice) {
            throw new IllegalArgumentException("an AE title is given twice", twice);
        }
    }

    /** Whether the peer is one that may query and retrieve. */
    public boolean mayAsk(AssociationPeer peer) {
        return asking(peer).isPresent();
    }

    /** What is made of the users whom the peer names. */
    public UserDemand demand(AssociationPeer peer) {
        return asking(peer)
                .flatMap(asking -> Optional.ofNullable(asking.users()))
                .orElse(users);
    }

    /**
     * Who a peer is that may query and retrieve: its node, and the user whom it proved, else the one in whose name it was agreed that it
     * asks.
     */
    public Optional<Caller> caller(AssociationPeer peer) {
        return asking(peer)
                .flatMap(asking -> peer.user() instanceof ProvenUser user
                        ? user.asking(node(peer))
                        : Optional.of(new Caller(node(peer), asking.onBehalfOf()))
                                .filter(unproven -> demand(peer) != UserDemand.REQUIRED));
    }

    /** Who stores, or tells something, which discloses nothing: its node, and the user whom it proved. */
    public static Caller sender(AssociationPeer peer) {
        return peer.user() instanceof ProvenUser user ? user.caller(node(peer)) : new Caller(node(peer), null);
    }

    /**
     * Whether the peer is one that is told what is committed: there is a place to tell it, and it is who it says, or, where the agreement
     * says nothing of who asks, comes from that place.
     */
    public boolean mayBeToldOfCommitments(AssociationPeer peer) {
        return Optional.ofNullable(byTitle.get(peer.calling()))
                .filter(partner -> partner.destination() != null)
                .filter(partner -> partner.asking() == null
                        ? isAt(partner.destination(), peer)
                        : partner.asking().isBy(peer))
                .isPresent();
    }

    private static boolean isAt(@Nullable RemoteEntity destination, AssociationPeer peer) {
        if (destination == null) {
            return false;
        }
        try {
            return List.of(InetAddress.getAllByName(destination.host()))
                    .contains(peer.address().getAddress());
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** Where a C-MOVE sends to that names this AE title. */
    public Optional<RemoteEntity> destination(String aeTitle) {
        return byTitle.values().stream()
                .filter(partner -> partner.title().value().equals(aeTitle))
                .flatMap(partner -> Optional.ofNullable(partner.destination()).stream())
                .findFirst();
    }

    private Optional<ImagingPartner.Asking> asking(AssociationPeer peer) {
        return Optional.ofNullable(byTitle.get(peer.calling()))
                .flatMap(partner -> Optional.ofNullable(partner.asking()))
                .filter(asking -> asking.isBy(peer));
    }

    /** The node that calls over DIMSE, known by its AE title. */
    public static Caller.Node node(AssociationPeer peer) {
        InetAddress address = peer.address().getAddress();
        return new Caller.Node(
                address == null ? peer.address().getHostString() : address.getHostAddress(),
                peer.calling().toString(),
                subject(peer));
    }

    private static @Nullable String subject(AssociationPeer peer) {
        return peer.certificateSubject() == null
                ? null
                : peer.certificateSubject().getName();
    }
}
