package dev.xdsi.registry.update;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.submission.Registered;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which documents a document has replaced, and which have replaced it: through all of their versions, and one after the other. */
record ReplacementChain(Registered registered, Versions versions) {
    static final Set<AssociationType> REPLACING = Set.of(AssociationType.RPLC, AssociationType.XFRM_RPLC);

    /** All of the chain but the document itself. */
    Set<EntryUuid> others(EntryUuid document) {
        Set<EntryUuid> others = follow(document, TargetObjectIn::new, RegisteredAssociation::sourceObject);
        others.addAll(follow(document, SourceObjectIn::new, RegisteredAssociation::targetObject));
        others.remove(document);
        return others;
    }

    private Set<EntryUuid> follow(
            EntryUuid document,
            Function<Set<EntryUuid>, Criterion.OfAssociation> from,
            Function<RegisteredAssociation, EntryUuid> to) {
        Set<EntryUuid> seen = new HashSet<>();
        Set<EntryUuid> newest = versions.withAllVersions(Set.of(document), registered.patientId());
        while (!newest.isEmpty()) {
            seen.addAll(newest);
            List<RegisteredAssociation> links = registered.approved(REPLACING, newest, from);
            Set<EntryUuid> ends = links.stream().map(to).collect(Collectors.toSet());
            newest = versions.withAllVersions(ends, registered.patientId());
            newest.removeAll(seen);
        }
        return seen;
    }
}
