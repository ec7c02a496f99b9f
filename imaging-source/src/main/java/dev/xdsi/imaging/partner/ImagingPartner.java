package dev.xdsi.imaging.partner;

import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.transaction.Caller;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * An application entity that was agreed with.
 *
 * @param asking how it is known when it calls, and in whose name it asks; null where it does not call
 * @param destination where it takes what a C-MOVE sends; null where nothing is sent to it
 * @param may what it may do when it calls
 */
public record ImagingPartner(
        AeTitle title, @Nullable Asking asking, @Nullable RemoteEntity destination, Set<Service> may) {
    public ImagingPartner {
        may = Set.copyOf(may);
    }

    /** One that may query and retrieve, and store nothing. */
    public ImagingPartner(AeTitle title, @Nullable Asking asking, @Nullable RemoteEntity destination) {
        this(title, asking, destination, Set.of(Service.QUERY));
    }

    /** What an application entity may be there for. */
    public enum Service {
        /** C-FIND, C-GET and C-MOVE. */
        QUERY,
        /** C-STORE, and to tell of what was done: performed procedure steps, availability of instances. */
        STORE
    }

    /** Whether consents can tell it from others: it may ask itself, or it was said in whose name it takes images. */
    boolean isSomebody() {
        return asking != null
                && ((may.contains(Service.QUERY) && isProvable())
                        || !asking.onBehalfOf().affiliation().equals(Caller.Affiliation.UNKNOWN));
    }

    /** Whether the peer is this one, and that is agreed. */
    boolean allows(AssociationPeer peer, Service service) {
        return may.contains(service) && isBy(peer);
    }

    boolean isBy(AssociationPeer peer) {
        return asking != null && asking.isBy(peer);
    }

    /** Whether there is something by which it is believed. */
    boolean isProvable() {
        return asking != null && asking.isProvable();
    }

    /**
     * An AE title proves nothing: behind it stands a certificate with TLS, and without TLS an address. Where the one that is wanted is not
     * configured, nobody is let in that way.
     *
     * @param certificateSubject of its certificate
     * @param address its IP address, as text
     * @param onBehalfOf in whose name it asks where it proves no user, and takes what others have sent to it; consents are obeyed as for
     *     that user
     * @param users what is made of the users whom it names; null for what is made of everybody's
     */
    public record Asking(
            @Nullable X500Principal certificateSubject,
            @Nullable String address,
            Caller.User onBehalfOf,
            @Nullable UserDemand users) {
        /** With users of whom the same is made as of everybody's. */
        public Asking(@Nullable X500Principal certificateSubject, @Nullable String address, Caller.User onBehalfOf) {
            this(certificateSubject, address, onBehalfOf, null);
        }

        /** Whether there is something by which it is believed. */
        boolean isProvable() {
            return certificateSubject != null || address != null;
        }

        boolean isBy(AssociationPeer peer) {
            if (peer.certificateSubject() != null) {
                return peer.certificateSubject().equals(certificateSubject);
            }
            return peer.address().getAddress() != null
                    && peer.address().getAddress().getHostAddress().equals(address);
        }
    }
}
