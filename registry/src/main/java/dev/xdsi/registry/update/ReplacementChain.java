package dev.xdsi.registry.update;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.submission.Registered;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which documents a document has replaced, and which have replaced it or one of those: through all of their versions, and one after the
 * other.
 *
 * @param without replacements that do not count
 */
record ReplacementChain(Registered registered, Versions versions, Set<EntryUuid> without) {
    static final Set<AssociationType> REPLACING = Set.of(AssociationType.RPLC, AssociationType.XFRM_RPLC);

    /** From which end of a replacement to which other. */
    private record Way(
            Function<Set<EntryUuid>, Criterion.OfAssociation> start, Function<RegisteredAssociation, EntryUuid> to) {}

    private static final Way BACK = new Way(SourceObjectIn::new, RegisteredAssociation::targetObject);
    private static final Way FORTH = new Way(TargetObjectIn::new, RegisteredAssociation::sourceObject);

    /** All of the chain, with the document itself. */
    Set<EntryUuid> of(EntryUuid document) {
        return follow(follow(Set.of(document), BACK), FORTH);
    }

    private Set<EntryUuid> follow(Set<EntryUuid> documents, Way way) {
        Set<EntryUuid> seen = new HashSet<>();
        Set<EntryUuid> newest = versions.withAllVersions(documents, registered.patientId());
        while (!newest.isEmpty()) {
            seen.addAll(newest);
            newest = versions.withAllVersions(ends(newest, way), registered.patientId());
            newest.removeAll(seen);
        }
        return seen;
    }

    private Set<EntryUuid> ends(Set<EntryUuid> documents, Way way) {
        return registered.approved(REPLACING, documents, way.start()).stream()
                .filter(link -> !without.contains(link.object().entryUUID()))
                .map(way.to())
                .collect(Collectors.toSet());
    }
}
