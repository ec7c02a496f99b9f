package dev.xdsi.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands in the list of commands for the conformance runner, a program of its own that {@code ./xdsi} starts in its place. */
@Command(
        name = "conformance",
        description = "Plays IHE's conformance cases against a gateway started for them, or any other host.",
        footer = {"", "./xdsi conformance --help tells its options; it is in the sources alone."},
        mixinStandardHelpOptions = true)
final class ConformanceCommand implements Callable<Integer> {
    @Override
    public Integer call() throws CommandFailed {
        throw new CommandFailed(
                "The conformance runner is started by ./xdsi conformance, in the folder of the sources.");
    }
}
