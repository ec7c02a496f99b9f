package dev.xdsi.gateway.xua;

import dev.xdsi.soap.xua.XServiceProvider.Demand;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What single endpoints demand other than the rule says.
 *
 * @param exceptions by path, or by path, {@code @} and {@code plain} or {@code tls}
 */
public record Demands(Map<String, Demand> exceptions) {
    public Demands {
        exceptions = Map.copyOf(exceptions);
    }

    /** {@code required}, {@code optional} or {@code off}. */
    public static Demand demand(String text) {
        for (Demand demand : Demand.values()) {
            if (demand.name().toLowerCase(Locale.ROOT).equals(text)) {
                return demand;
            }
        }
        throw new IllegalArgumentException("is none of required, optional, off: " + text);
    }

    /** {@code /path=optional, /path@tls=off}; empty for none. */
    public static Demands of(String text) {
        Map<String, Demand> exceptions = new HashMap<>();
        for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] parts = entry.strip().split("=", -1);
            if (parts.length != 2 || !parts[0].strip().matches("/[a-z-]+(@(plain|tls))?")) {
                throw new IllegalArgumentException(
                        "is not a list of /path=demand, where @plain or @tls may follow the path: " + entry.strip());
            }
            if (exceptions.put(parts[0].strip(), demand(parts[1].strip())) != null) {
                throw new IllegalArgumentException("says two things of " + parts[0].strip());
            }
        }
        return new Demands(exceptions);
    }

    /** What is demanded at this path of this port, where {@code rule} holds for all others. */
    public Demand at(String path, String port, Demand rule) {
        return exceptions.getOrDefault(path + "@" + port, exceptions.getOrDefault(path, rule));
    }
}
