package dev.xdsi.conformance.target;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The tested side, as cases know it.
 *
 * @param addresses of its endpoints, by the names that cases use: {@code registry}, {@code repository}, …
 * @param values its OIDs and whatever else cases name: {@code repositoryUniqueId}, {@code homeCommunityId}, …
 * @param identities TLS by name; {@code node} is a node that the target trusts
 */
public record Target(
        Map<String, URI> addresses,
        Map<String, String> values,
        Patients patients,
        Assertions assertions,
        Function<String, Optional<SSLContext>> identities) {
    public Target {
        addresses = Map.copyOf(addresses);
        values = Map.copyOf(values);
    }

    /** Makes patients that the tested registry knows. */
    @FunctionalInterface
    public interface Patients {
        /** The id of a patient whom no case before has used, as {@code id^^^&OID&ISO}. */
        String next();
    }

    /** Makes assertions by the names of their kinds, such as {@code valid} or {@code expired}. */
    @FunctionalInterface
    public interface Assertions {
        /** As XML; empty where the target has no issuer for us. */
        Optional<String> of(String kind);
    }

    public Optional<URI> address(String name) {
        @Nullable URI address = addresses.get(name);
        return Optional.ofNullable(address);
    }

    /** Whether a case that needs this applies: an address, a value, or {@code xua}. */
    public boolean has(String need) {
        return addresses.containsKey(need)
                || values.containsKey(need)
                || (need.equals("xua") && assertions.of("valid").isPresent())
                || (need.equals("tls") && identities.apply("node").isPresent());
    }
}
