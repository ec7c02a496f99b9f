package dev.xdsi.gateway.cli;

/** Stops what runs in good order when the process is asked to end. */
final class Shutdown {
    private Shutdown() {}

    static void stopAtExit(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    }
}
