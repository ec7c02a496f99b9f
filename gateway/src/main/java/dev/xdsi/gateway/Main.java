package dev.xdsi.gateway;

import dev.xdsi.gateway.cli.CommandLines;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The only main of the gateway. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(CommandLines.execute(arguments));
    }
}
