package dev.xdsi.soap.server;

/** A port on which the server should listen belongs to another program. */
public final class PortTakenException extends RuntimeException {
    PortTakenException(HttpListener listener, Throwable cause) {
        super(
                "cannot listen on " + listener.address() + " port " + listener.port() + ": "
                        + cause.getMessage() + ". Stop the program that uses the port, or change "
                        + listener.configurationKey(),
                cause);
    }
}
