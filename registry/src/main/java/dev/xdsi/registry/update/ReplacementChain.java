package dev.xdsi.registry.update;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.submission.Registered;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which documents a document has replaced, and which have replaced it or one of those: through all of their versions, and one after the
 * other.
 *
 * @param restored replacements that are Deprecated, and are not to be
 */
record ReplacementChain(Registered registered, Versions versions, Collection<RegisteredAssociation> restored) {
    static final Set<AssociationType> REPLACING = Set.of(AssociationType.RPLC, AssociationType.XFRM_RPLC);

    /** From which end of a replacement to which other. */
    private record Way(
            Function<Set<EntryUuid>, Criterion.OfAssociation> start,
            Function<RegisteredAssociation, EntryUuid> from,
            Function<RegisteredAssociation, EntryUuid> to) {}

    private static final Way BACK =
            new Way(SourceObjectIn::new, RegisteredAssociation::sourceObject, RegisteredAssociation::targetObject);
    private static final Way FORTH =
            new Way(TargetObjectIn::new, RegisteredAssociation::targetObject, RegisteredAssociation::sourceObject);

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
        List<RegisteredAssociation> approved = registered.approved(REPLACING, documents, way.start());
        return Stream.concat(
                        approved.stream(),
                        restored.stream()
                                .filter(link -> documents.contains(way.from().apply(link))))
                .map(way.to())
                .collect(Collectors.toSet());
    }
}
