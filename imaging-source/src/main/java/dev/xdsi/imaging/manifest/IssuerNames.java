package dev.xdsi.imaging.manifest;

import dev.xdsi.model.Oid;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the names mean that Issuer of Patient ID (0010,0021) has where it has no OID: devices carry the local name of a hospital, and so do
 * images that came from another one.
 *
 * @param ours names of the department itself
 * @param others names of other domains, with their OIDs
 * @param anyOther whether every other name means the department as well
 */
public record IssuerNames(Set<String> ours, Map<String, Oid> others, boolean anyOther) {
    /** No name is known. */
    public static final IssuerNames NONE = new IssuerNames(Set.of(), Map.of(), false);
    /** Names say nothing. */
    public static final IssuerNames ANY = new IssuerNames(Set.of(), Map.of(), true);

    public IssuerNames {
        ours = Set.copyOf(ours);
        others = Map.copyOf(others);
    }

    /** The domain of a name; empty where nobody knows it. */
    Optional<Oid> domain(String name, Oid department) {
        Optional<Oid> other = Optional.ofNullable(others.get(name));
        return ours.contains(name) || (other.isEmpty() && anyOther) ? Optional.of(department) : other;
    }
}
