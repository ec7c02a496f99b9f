package dev.xdsi.soap.server;

import dev.xdsi.soap.tls.NodeTls;

/** Where an {@link HttpServer} listens, and the configuration key to change when that does not do. */
public sealed interface HttpListener {
    /** An IP address or host name of this machine. */
    String address();

    /** The port, or 0 for any free one. */
    int port();

    String configurationKey();

    /** Without TLS: for browsers on the same machine, or behind a proxy that speaks TLS. */
    record Plain(String address, int port, String configurationKey) implements HttpListener {}

    /** For secure nodes: TLS where both sides show a certificate (ITI TF-2: 3.19). */
    record MutualTls(String address, int port, String configurationKey, NodeTls tls, Refusals refusals)
            implements HttpListener {}

    /** Hears of every peer that did not come through the handshake. */
    @FunctionalInterface
    interface Refusals {
        /** For where nobody listens. */
        Refusals UNHEARD = (peerAddress, reason) -> {};

        void refused(String peerAddress, Throwable reason);
    }
}
