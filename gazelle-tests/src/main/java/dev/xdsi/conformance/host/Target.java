package dev.xdsi.conformance.host;

import dev.xdsi.conformance.simulator.Simulators;
import java.net.URI;
import java.util.HashMap;
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
 * @param simulators the other sides that the target knows, if it knows them
 */
public record Target(
        Map<String, URI> addresses,
        Map<String, String> values,
        Patients patients,
        Assertions assertions,
        Function<String, Optional<SSLContext>> identities,
        @Nullable Simulators simulators) {
    public Target {
        addresses = Map.copyOf(addresses);
        values = Map.copyOf(values);
    }

    /** A target that knows none of the simulated actors. */
    public Target(
            Map<String, URI> addresses,
            Map<String, String> values,
            Patients patients,
            Assertions assertions,
            Function<String, Optional<SSLContext>> identities) {
        this(addresses, values, patients, assertions, identities, null);
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

    /** The same, knowing these simulated actors. */
    public Target with(Simulators known) {
        Map<String, String> more = new HashMap<>(values);
        more.putAll(Simulators.values());
        Map<String, URI> places = new HashMap<>(addresses);
        places.put("recipient", known.recipient());
        return new Target(places, more, patients, assertions, identities, known);
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
