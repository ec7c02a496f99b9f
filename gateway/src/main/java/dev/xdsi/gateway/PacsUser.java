package dev.xdsi.gateway;

import dev.xdsi.dicom.net.UserPasscode;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PacsKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As whom associations with the PACS are opened: the name from the configuration, the passcode from a file. */
final class PacsUser {
    private static final long LONGEST = 1_000;

    private PacsUser() {}

    /**
     * Null for nobody.
     *
     * @throws IOException in words that hold nothing of the passcode
     */
    static @Nullable UserPasscode of(Configuration configuration) throws IOException {
        String name = configuration.get(PacsKeys.USER);
        return name.isEmpty()
                ? null
                : UserPasscode.of(name, passcode(Path.of(configuration.get(PacsKeys.PASSCODE_FILE))));
    }

    private static String passcode(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is too long for a passcode");
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 1 || lines.getFirst().isBlank()) {
            throw new IOException(file + " has to hold the passcode as its only line");
        }
        return lines.getFirst();
    }
}
