package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AeTitle;
import java.net.InetSocketAddress;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for an association: what it says (the AE titles) and what is proven (its address, and the subject of its
 * certificate when the connection is mutually authenticated TLS).
 */
public record AssociationPeer(
        AeTitle calling,
        AeTitle called,
        InetSocketAddress address,
        @Nullable Principal certificateSubject) {}
