package dev.xdsi.gateway.user;

import dev.xdsi.assertion.XAssertionProvider;
import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.gateway.database.PrivateFile;
import dev.xdsi.model.Code;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user of a gateway that has none yet: an administrator, whose password is made by chance and written to a file that only the
 * owner of the data folder reads. The command line logs in with it.
 *
 * @param id the user's id
 * @param password it never prints itself
 */
public record FirstUser(String id, String password) {
    private static final Logger LOG = LoggerFactory.getLogger(FirstUser.class);
    private static final String FILE = "xua/first-user";
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 20;
    private static final String XSPA = "2.16.840.1.113883.3.18.7.1";

    /** Makes the user when nobody is known yet; the file first, so that no password is ever lost with it. */
    public static void makeWhereNobodyIs(XAssertionProvider provider, String id, Path data, SecureRandom random)
            throws IOException {
        if (id.isEmpty() || !provider.users().all().isEmpty()) {
            return;
        }
        FirstUser made = new FirstUser(id, password(random));
        made.write(data.resolve(FILE));
        provider.users().add(made.described(), provider.argon2id().hash(made.password()));
        LOG.info("Made the first user, {}; the password is in {}", id, data.resolve(FILE));
    }

    /** The user in a data folder, when its file is still there. */
    public static Optional<FirstUser> in(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read.load(reader);
        }
        return Optional.of(new FirstUser(read.getProperty("user", ""), read.getProperty("password", "")));
    }

    private LocalUser described() {
        return new LocalUser(
                id,
                new LocalUser.Person("First User", null, null, null),
                List.of(Code.of("112247003", "2.16.840.1.113883.6.96", "Medical doctor")),
                new LocalUser.Rights(
                        List.of(Code.of("TREATMENT", XSPA, "Treatment"), Code.of("EMERGENCY", XSPA, "Emergency")),
                        true,
                        true),
                true);
    }

    private static String password(SecureRandom random) {
        return random.ints(LENGTH, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(LETTERS.charAt(i)), StringBuilder::append)
                .toString();
    }

    private void write(Path file) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        PrivateFile.write(file, "user=" + id + "\npassword=" + password + "\n");
    }

    @Override
    public String toString() {
        return "FirstUser[" + id + "]";
    }
}
