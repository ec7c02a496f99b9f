package dev.xdsi.conformance;

import dev.xdsi.conformance.host.OwnGateway;
import java.io.Console;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

/** {@code ./xdsi conformance}: the door of the conformance runner, where time, chance and the terminal come in. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        boolean colours =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        ConformanceCommand command = new ConformanceCommand(
                out,
                colours,
                Path.of(System.getProperty("xdsi.cases", "gazelle-tests/cases")),
                new OwnGateway.Sources(Clock.systemUTC(), new SecureRandom(), UUID::randomUUID));
        System.exit(new CommandLine(command).setOut(out).setErr(err).execute(arguments));
    }
}
