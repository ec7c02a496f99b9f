package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.Gateway;

/** Stops the gateway in good order when the process is asked to end. */
final class Shutdown {
    private Shutdown() {}

    static void stopAtExit(Gateway gateway) {
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
    }
}
