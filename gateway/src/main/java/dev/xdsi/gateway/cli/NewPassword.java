package dev.xdsi.gateway.cli;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a new password comes from. */
final class NewPassword {
    private static final int BYTES = 15;

    @Option(names = "--generate", description = "Make a password by chance and print it.")
    boolean generate;

    String get(Console console) throws CommandFailed {
        if (generate) {
            byte[] bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            console.result(made);
            return made;
        }
        String given = System.getenv("XDSI_NEW_PASSWORD");
        return given != null && !given.isEmpty() ? given : typed();
    }

    private static String typed() throws CommandFailed {
        Optional<java.io.Console> terminal =
                Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
        if (terminal.isEmpty()) {
            throw new CommandFailed("The new password is needed: set XDSI_NEW_PASSWORD, or let --generate make one.");
        }
        String first = new String(terminal.get().readPassword("New password: "));
        if (!first.equals(new String(terminal.get().readPassword("Once more: ")))) {
            throw new CommandFailed("The two are not the same.");
        }
        return first;
    }
}
