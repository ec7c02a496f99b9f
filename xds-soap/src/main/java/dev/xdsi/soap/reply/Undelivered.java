package dev.xdsi.soap.reply;

import java.net.URI;
import javax.security.auth.x500.X500Principal;

/** Hears of every answer that its receiver did not take. */
@FunctionalInterface
public interface Undelivered {
    /** For where nobody listens. */
    Undelivered UNHEARD = (partner, address, reason) -> {};

    void undelivered(X500Principal partner, URI address, String reason);
}
