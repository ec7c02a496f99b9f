package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who uses a command that talks to the portal. */
final class LogInOptions {
    @Option(
            names = "--user",
            paramLabel = "USER",
            description = {
                "Who asks (default: $XDSI_USER, else the first user of the data folder). The password comes from"
                        + " $XDSI_PASSWORD or is asked for."
            })
    @Nullable
    String user;

    /** Finds out who it is when it is needed, and not before. */
    Credentials.Source credentials(Configuration configuration) {
        return () -> {
            String name = user == null ? System.getenv("XDSI_USER") : user;
            return name == null || name.isEmpty() ? firstUser(configuration) : new Credentials(name, password(name));
        };
    }

    private static Credentials firstUser(Configuration configuration) throws CommandFailed {
        return Credentials.ofFirstUser(configuration.get(Settings.DATA))
                .orElseThrow(() -> new CommandFailed("Who are you? Name a user with --user, or set XDSI_USER and"
                        + " XDSI_PASSWORD; there is no first user in the data folder "
                        + configuration.get(Settings.DATA) + "."));
    }

    private static String password(String name) throws CommandFailed {
        String given = System.getenv("XDSI_PASSWORD");
        if (given != null) {
            return given;
        }
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .map(terminal -> terminal.readPassword("Password of %s: ", name))
                .map(String::new)
                .orElseThrow(() -> new CommandFailed("The password of " + name + " is needed: set XDSI_PASSWORD."));
    }
}
