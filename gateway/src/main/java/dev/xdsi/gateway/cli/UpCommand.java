package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.Gateway;
import dev.xdsi.gateway.config.Configuration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "up",
        description = "Starts the configured actors and runs until it is stopped (Ctrl-C or SIGTERM).",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Options options = new Options();

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Configuration configuration = options.configuration();
        Gateway gateway = Shutdown.start(() -> Gateway.start(configuration));
        console.say("The gateway is ready. Portal and health: " + gateway.portalUrl());
        new CountDownLatch(1).await();
        return 0;
    }
}
