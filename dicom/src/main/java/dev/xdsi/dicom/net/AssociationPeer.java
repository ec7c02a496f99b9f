package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AeTitle;
import java.net.InetSocketAddress;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for an association: what it says (the AE titles) and what is proven (its address, the subject of its
 * certificate when the connection is mutually authenticated TLS, and its user where it proved one).
 */
public record AssociationPeer(
        AeTitle calling,
        AeTitle called,
        InetSocketAddress address,
        @Nullable Principal certificateSubject,
        @Nullable AssociationUser user) {
    /** With no user. */
    public AssociationPeer(
            AeTitle calling, AeTitle called, InetSocketAddress address, @Nullable Principal certificateSubject) {
        this(calling, called, address, certificateSubject, null);
    }

    AssociationPeer of(AssociationUser proven) {
        return new AssociationPeer(calling, called, address, certificateSubject, proven);
    }
}
