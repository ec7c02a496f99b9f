package dev.xdsi.registry.query;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Criterion.AssociationTypeIn;
import dev.xdsi.registry.store.Criterion.OfAssociation;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HasMember Associations (ITI TF-3: 4.2.1.4, 4.2.1.5) and what hangs on them. */
final class Memberships {
    private static final OfAssociation HAS_MEMBER = new AssociationTypeIn(Set.of(AssociationType.HAS_MEMBER));

    private Memberships() {}

    static List<RegisteredAssociation> of(Questions registry, Set<EntryUuid> packages, OfAssociation... restriction) {
        return registry.associations(SourceObjectIn::new, packages, memberships(restriction));
    }

    static List<RegisteredAssociation> to(Questions registry, Set<EntryUuid> members, OfAssociation... restriction) {
        return registry.associations(TargetObjectIn::new, members, memberships(restriction));
    }

    private static List<OfAssociation> memberships(OfAssociation... restriction) {
        return Stream.concat(Stream.of(HAS_MEMBER), Stream.of(restriction)).toList();
    }

    /**
     * The Associations whose two ends are both in an answer. An Association can itself be an end (a SubmissionSet has a folder's
     * membership as a member), so those between objects come first.
     */
    static List<RegisteredObject> inside(List<RegisteredObject> answer, List<RegisteredAssociation> links) {
        Set<EntryUuid> inside = new HashSet<>(uuids(answer, RegisteredObject::entryUUID));
        List<RegisteredObject> found = new ArrayList<>();
        List<RegisteredAssociation> rest = links;
        for (int pass = 0; pass < 2; pass++) {
            Set<EntryUuid> ends = Set.copyOf(inside);
            var byInside = rest.stream()
                    .collect(Collectors.partitioningBy(
                            link -> ends.contains(link.sourceObject()) && ends.contains(link.targetObject())));
            for (RegisteredAssociation link : byInside.getOrDefault(true, List.of())) {
                found.add(link.object());
                inside.add(link.object().entryUUID());
            }
            rest = byInside.getOrDefault(false, List.of());
        }
        return found;
    }

    /** What a membership counts for: a Folder and its documents are of one patient, who may have been separated from another since. */
    static List<RegisteredObject> ofTheSame(List<RegisteredObject> named, List<RegisteredObject> others) {
        Set<PatientId> patients =
                named.stream().map(RegisteredObject::patientId).collect(Collectors.toSet());
        return others.stream()
                .filter(other -> patients.contains(other.patientId()))
                .toList();
    }

    static <T> Set<EntryUuid> uuids(Collection<T> found, Function<T, EntryUuid> uuid) {
        return found.stream().map(uuid).collect(Collectors.toSet());
    }
}
