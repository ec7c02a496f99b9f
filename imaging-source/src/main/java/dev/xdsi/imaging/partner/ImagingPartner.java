package dev.xdsi.imaging.partner;

import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.transaction.Caller;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * An application entity that was agreed with.
 *
 * @param asking how it is known when it queries and retrieves; null where it may not
 * @param destination where it takes what a C-MOVE sends; null where nothing is sent to it
 */
public record ImagingPartner(
        AeTitle title, @Nullable Asking asking, @Nullable RemoteEntity destination) {

    /**
     * An AE title proves nothing: behind it stands a certificate with TLS, and without TLS an address. Where the one that is wanted is not
     * configured, nobody is let in that way.
     *
     * @param certificateSubject of its certificate
     * @param address its IP address, as text
     * @param onBehalfOf in whose name it asks where it proves no user; consents are obeyed as for that user
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

        boolean isBy(AssociationPeer peer) {
            if (peer.certificateSubject() != null) {
                return peer.certificateSubject().equals(certificateSubject);
            }
            return peer.address().getAddress() != null
                    && peer.address().getAddress().getHostAddress().equals(address);
        }
    }
}
