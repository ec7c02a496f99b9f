package dev.xdsi.gateway.consent;

import dev.xdsi.consent.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Patient Privacy Policies of the affinity domain (ITI TF-1: 19.2.1) with the words in which people speak of them. */
public record PolicyCatalogue(List<Entry> policies) {
    private static final String BUILT_IN = "policies.yaml";
    private static final long LARGEST_FILE = 1 << 20;

    /**
     * One policy.
     *
     * @param name for the command line
     * @param text what the patient agrees to
     */
    public record Entry(String oid, String name, String text, Policy policy) {}

    public PolicyCatalogue {
        policies = List.copyOf(policies);
    }

    /** Reads a file, or what is built in when none is named; all that is wrong is said in one {@link IllegalArgumentException}. */
    public static PolicyCatalogue of(String file) {
        try {
            return new PolicyReader().read(file.isEmpty() ? example() : text(Path.of(file)));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("is larger than " + LARGEST_FILE + " bytes");
        }
        return Files.readString(file);
    }

    /** The file that is built in, to start one's own from. */
    public static String example() {
        try (InputStream in = PolicyCatalogue.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public Map<String, Policy> byOid() {
        return collected(Entry::policy);
    }

    public Map<String, String> namesByOid() {
        return collected(Entry::name);
    }

    /** By name or by OID. */
    public Optional<Entry> find(String nameOrOid) {
        return policies.stream()
                .filter(entry -> entry.name().equals(nameOrOid) || entry.oid().equals(nameOrOid))
                .findFirst();
    }

    private <T> Map<String, T> collected(Function<Entry, T> value) {
        return policies.stream().collect(Collectors.toMap(Entry::oid, value));
    }
}
