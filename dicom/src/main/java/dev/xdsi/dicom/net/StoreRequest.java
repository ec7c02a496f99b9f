package dev.xdsi.dicom.net;

import java.io.InputStream;
import java.util.Optional;

/**
 * A C-STORE that the peer asks for, PS3.7 9.1.1. The data set streams from the network as it arrives, encoded in
 * {@link #transferSyntax()}, and ends only where the peer said that it ends: a broken association is an exception.
 *
 * @param originator whose C-MOVE this is a sub-operation of, as far as the peer says so
 */
public record StoreRequest(
        PresentationContext context,
        String sopInstanceUid,
        int messageId,
        AssociationPeer peer,
        Optional<MoveOriginator> originator,
        InputStream dataSet) {
    public String sopClassUid() {
        return context.abstractSyntax();
    }

    public String transferSyntax() {
        return context.transferSyntax();
    }
}
