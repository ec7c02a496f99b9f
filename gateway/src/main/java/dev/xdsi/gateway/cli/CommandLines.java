package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.GatewayNotStarted;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.statement.IntegrationStatement;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./xdsi} with its commands. Exit codes: 0 done, 1 not done, 2 wrong usage. */
@Command(
        name = "xdsi",
        description = "IHE XDS-I.b image sharing gateway.",
        version = "xdsi " + IntegrationStatement.VERSION,
        mixinStandardHelpOptions = true,
        footer = {"", "Start with:  ./xdsi demo"})
public final class CommandLines implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    CommandLine.Model.CommandSpec spec;

    private CommandLines() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    public static int execute(String... arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        boolean interactive = Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
        return commandLine(new Console(out, err, interactive))
                .setOut(out)
                .setErr(err)
                .execute(arguments);
    }

    private static CommandLine commandLine(Console console) {
        return new CommandLine(new CommandLines(), new CommandFactory(console))
                .addSubcommand(new UpCommand(console))
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new ShareCommand(console))
                .addSubcommand(new ReconcileCommand(console))
                .addSubcommand(new CommandLine(new ReportCommand())
                        .addSubcommand(new ReportCommand.Publish(console))
                        .addSubcommand(new ReportCommand.Withdraw(console))
                        .addSubcommand(new ReportCommand.ListAll(console)))
                .addSubcommand(new FindCommand(console))
                .addSubcommand(new FetchCommand(console))
                .addSubcommand(new BackfillCommand(console))
                .addSubcommand(new ForwardingCommand(console))
                .addSubcommand(new CommandLine(new AuditCommand(), new CommandFactory(console)))
                .addSubcommand(consent(console))
                .addSubcommand(new CommandLine(new CertCommand(), new CommandFactory(console)))
                .addSubcommand(new CommandLine(new PartnerCommand(), new CommandFactory(console)))
                .addSubcommand(new CommandLine(new PatientCommand())
                        .addSubcommand(new PatientCommand.Feed(console))
                        .addSubcommand(new PatientMergeCommand(console))
                        .addSubcommand(new PatientShowCommand(console))
                        .addSubcommand(new PatientCommand.Find(console)))
                .addSubcommand(new CommandLine(new SubscriptionCommand())
                        .addSubcommand(new SubscriptionCommand.ListAll(console))
                        .addSubcommand(new SubscriptionCommand.Retry(console)))
                .addSubcommand(new CommandLine(new UserCommand())
                        .addSubcommand(new UserCommand.Add(console))
                        .addSubcommand(new UserCommand.ListUsers(console))
                        .addSubcommand(new UserCommand.Passwd(console))
                        .addSubcommand(new UserCommand.Disable(console))
                        .addSubcommand(new UserCommand.Enable(console))
                        .addSubcommand(new UserCommand.Unlock(console)))
                .addSubcommand(new CommandLine(new StorageCommand()).addSubcommand(new StorageCommand.Rewrap(console)))
                .addSubcommand(new ConfigCommand(console))
                .addSubcommand(new StatementCommand(console))
                .addSubcommand(new ConformanceCommand())
                .addSubcommand(new HelpCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(console, failure));
    }

    private static CommandLine consent(Console console) {
        return new CommandLine(new ConsentCommand())
                .addSubcommand(new ConsentCommand.Give(console))
                .addSubcommand(new ConsentCommand.ListAll(console))
                .addSubcommand(new ConsentCommand.Revoke(console))
                .addSubcommand(new ConsentCommand.Explain(console))
                .addSubcommand(new ConsentCommand.Policies(console));
    }

    /** What the user can mend is said in words; anything else is a defect and shows its stack. */
    private static int explain(Console console, Exception failure) throws Exception {
        if (failure instanceof CommandFailed
                || failure instanceof ConfigurationException
                || failure instanceof GatewayNotStarted) {
            console.say(String.valueOf(failure.getMessage()));
            return ExitCode.SOFTWARE;
        }
        throw failure;
    }

    /** Gives subcommands that picocli makes itself their console. */
    private record CommandFactory(Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == AuditCommand.Tail.class) {
                return type.cast(new AuditCommand.Tail(console));
            }
            if (type == AuditCommand.Emergencies.class) {
                return type.cast(new AuditCommand.Emergencies(console));
            }
            if (type == CertCommand.Issue.class) {
                return type.cast(new CertCommand.Issue(console));
            }
            if (type == CertCommand.Show.class) {
                return type.cast(new CertCommand.Show(console));
            }
            if (type == PartnerCommand.Show.class) {
                return type.cast(new PartnerCommand.Show(console));
            }
            if (type == PartnerCommand.Check.class) {
                return type.cast(new PartnerCommand.Check(console));
            }
            if (type == PartnerCommand.Example.class) {
                return type.cast(new PartnerCommand.Example(console));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
