package dev.xdsi.soap.reply;

import java.net.URI;
import javax.security.auth.x500.X500Principal;

/** Where each partner may have its answers sent, as the operator agreed with it. */
@FunctionalInterface
public interface ReplyAddresses {
    /** Where nobody may. */
    ReplyAddresses NONE = (partner, address) -> false;

    /** @param partner subject of the certificate with which it calls */
    boolean allow(X500Principal partner, URI address);
}
