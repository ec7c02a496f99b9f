package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Finds out who the user of a peer is that is welcome otherwise, PS3.7 D.3.3.7. */
@FunctionalInterface
public interface UserIdentification {
    /** What peers say of their users is not looked at: no positive response, no rejection. */
    UserIdentification NONE = (peer, certificate, request) -> new Result.Unknown();

    /**
     * What comes of what a request says of its user. It may take its time, for the peer is not counted out meanwhile.
     *
     * @param certificate of the peer, where it has proven that it is its own
     */
    Result identify(AssociationPeer peer, @Nullable X509Certificate certificate, AssociateRequest request);

    /** Who the user is, as far as that is known. */
    sealed interface Result {
        /** Somebody: an identity of that kind is not supported, or there was none. */
        record Unknown() implements Result {}

        /** This one; a positive response is given where one was asked for. */
        record Proven(AssociationUser user) implements Result {}

        /** Nobody for whom an association is opened. */
        record Refused(AssociateReject reject) implements Result {}
    }
}
