package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.user.FirstUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A user and the password, which never print themselves. */
public record Credentials(String user, String password) {

    /** Where credentials come from when the gateway asks for them. */
    @FunctionalInterface
    public interface Source {
        Credentials get() throws CommandFailed;
    }

    /** The first user of the data folder that is here, when its file is still there. */
    public static Optional<Credentials> ofFirstUser(Path data) throws CommandFailed {
        try {
            return FirstUser.in(data).map(first -> new Credentials(first.id(), first.password()));
        } catch (IOException unreadable) {
            throw new CommandFailed("The first user cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
