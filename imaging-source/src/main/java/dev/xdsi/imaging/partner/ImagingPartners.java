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

/** Who may query and retrieve over DIMSE, by default nobody; and who may store, by default everybody who reaches us. */
public final class ImagingPartners {
    public static final ImagingPartners NOBODY = new ImagingPartners(List.of());

    private final Map<AeTitle, ImagingPartner> byTitle;
    private final UserDemand users;
    private final CallerRule callers;

    /** With users who may be proven, and strangers who may store as long as nobody is listed who may. */
    public ImagingPartners(List<ImagingPartner> partners) {
        this(partners, UserDemand.ACCEPTED, CallerRule.ONCE_LISTED);
    }

    /**
     * These.
     *
     * @param users what is made of users where a partner's agreement says nothing of them
     * @param callers what becomes of others
     * @throws IllegalArgumentException if two have one AE title
     */
    public ImagingPartners(List<ImagingPartner> partners, UserDemand users, CallerRule callers) {
        this.users = users;
        this.callers = callers;
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

    /** Whether strangers may associate and store: whoever reaches us, whatever title he writes. */
    public boolean areOpen() {
        return switch (callers) {
            case ANY -> true;
            case KNOWN -> false;
            case ONCE_LISTED ->
                byTitle.values().stream().noneMatch(partner -> partner.may().contains(ImagingPartner.Service.STORE));
        };
    }

    /** Whether the peer may store, and tell of what was done. */
    public boolean mayStore(AssociationPeer peer) {
        return areOpen()
                || Optional.ofNullable(byTitle.get(peer.calling()))
                        .filter(partner -> partner.allows(peer, ImagingPartner.Service.STORE))
                        .isPresent();
    }

    /** Whether the peer may associate at all. */
    public boolean mayCall(AssociationPeer peer) {
        return mayStore(peer) || mayAsk(peer) || mayBeToldOfCommitments(peer);
    }

    /** What is made of the users whom the peer names, whatever it is there for. */
    public UserDemand demand(AssociationPeer peer) {
        return Optional.ofNullable(byTitle.get(peer.calling()))
                .flatMap(partner -> Optional.ofNullable(partner.asking()))
                .filter(asking -> asking.isBy(peer))
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
                .filter(partner -> partner.isProvable() ? partner.isBy(peer) : isAt(partner.destination(), peer))
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

    /** In whose name a destination takes what a C-MOVE sends; empty where nothing was agreed but its address. */
    public Optional<Caller> receiver(RemoteEntity destination) {
        return Optional.ofNullable(byTitle.get(destination.title()))
                .filter(ImagingPartner::isSomebody)
                .flatMap(partner -> Optional.ofNullable(partner.asking()))
                .map(asking -> new Caller(
                        new Caller.Node(destination.host(), destination.title().toString(), null),
                        asking.onBehalfOf()));
    }

    private Optional<ImagingPartner.Asking> asking(AssociationPeer peer) {
        return Optional.ofNullable(byTitle.get(peer.calling()))
                .filter(partner -> partner.allows(peer, ImagingPartner.Service.QUERY))
                .flatMap(partner -> Optional.ofNullable(partner.asking()));
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
