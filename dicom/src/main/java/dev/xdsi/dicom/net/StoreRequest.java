package dev.xdsi.dicom.net;

import java.io.InputStream;

/**
 * A C-STORE that the peer asks for, PS3.7 9.1.1. The data set streams from the network as it arrives, encoded in
 * {@link #transferSyntax()}, and ends only where the peer said that it ends: a broken association is an exception.
 */
public record StoreRequest(
        PresentationContext context, String sopInstanceUid, int messageId, AssociationPeer peer, InputStream dataSet) {
    public String sopClassUid() {
        return context.abstractSyntax();
    }

    public String transferSyntax() {
        return context.transferSyntax();
    }
}
