package dev.xdsi.gateway;

/** The gateway could not start; the message says why and what to do. Nothing is left running. */
public final class GatewayNotStarted extends Exception {
    private static final long serialVersionUID = 1L;

    public GatewayNotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
