package dev.xdsi.soap.server;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The server cannot listen where it should; the message says why and what to do. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListenException(HttpListener listener, IOException cause) {
        super(
                "cannot listen on " + listener.address() + " port " + listener.port() + " (" + cause.getMessage()
                        + "): "
                        + BindTrouble.at(new InetSocketAddress(listener.address(), listener.port()), cause)
                                .explained(
                                        listener.configurationKey(), "the host beside " + listener.configurationKey()),
                cause);
    }
}
