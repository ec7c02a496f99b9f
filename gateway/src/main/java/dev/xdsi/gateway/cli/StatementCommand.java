package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.statement.IntegrationStatement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "statement",
        description = "Prints the IHE Integration Statement: profiles, actors, options, transactions.",
        mixinStandardHelpOptions = true)
final class StatementCommand implements Callable<Integer> {
    private final Console console;

    StatementCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.result(IntegrationStatement.render().stripTrailing());
        return 0;
    }
}
