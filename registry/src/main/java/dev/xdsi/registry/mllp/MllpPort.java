package dev.xdsi.registry.mllp;

import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where messages are taken.
 *
 * @param tls the node's; senders must show a certificate that it trusts (ITI TF-2: 3.19). Without it the port is plain.
 */
public record MllpPort(InetSocketAddress bind, @Nullable SSLContext tls) {
    public static MllpPort plain(InetSocketAddress bind) {
        return new MllpPort(bind, null);
    }

    public static MllpPort secure(InetSocketAddress bind, SSLContext tls) {
        return new MllpPort(bind, tls);
    }

    /** As logs and the audit trail name it. */
    public URI address() {
        return URI.create((tls == null ? "mllp" : "mllps") + "://" + bind.getHostString() + ":" + bind.getPort());
    }
}
