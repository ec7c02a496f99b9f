package dev.xdsi.gateway.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a database asks of who connects to it: its {@code pg_hba.conf}.
 *
 * @param folder the database's
 */
record ClientAuthentication(Path folder) {
    /** The only way in that is left open. */
    static final String METHOD = "scram-sha-256";

    private static final String RULES = """
            # Written by the gateway. A file in which any line asks for less than this is written anew at the start.
            local all all METHOD
            host all all 127.0.0.1/32 METHOD
            host all all ::1/128 METHOD
            """.replace("METHOD", METHOD);

    Path file() {
        return folder.resolve("pg_hba.conf");
    }

    /** Whether nobody gets in by any line without a password. */
    boolean demandsPasswords() throws IOException {
        return Files.readAllLines(file(), StandardCharsets.UTF_8).stream()
                .map(line -> line.split("#", 2)[0].strip())
                .filter(line -> !line.isEmpty())
                .allMatch(line -> line.endsWith(METHOD));
    }

    /** For servers that start from now on. */
    void demandPasswords() throws IOException {
        PrivateFile.write(file(), RULES);
    }
}
