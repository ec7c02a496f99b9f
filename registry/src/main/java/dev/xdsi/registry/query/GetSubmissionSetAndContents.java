package dev.xdsi.registry.query;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.AssociationTypeIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** GetSubmissionSetAndContents, ITI TF-2: 3.18.4.1.2.3.7.10. */
record GetSubmissionSetAndContents(Criterion.OfSubmissionSet named, List<Criterion.OfDocumentEntry> restriction)
        implements StoredQuery {
    GetSubmissionSetAndContents {
        restriction = List.copyOf(restriction);
    }

    static GetSubmissionSetAndContents of(Arguments arguments) {
        return new GetSubmissionSetAndContents(
                arguments.has(Parameter.SS_ENTRY_UUID)
                        ? new EntryUuidIn(arguments.any(Parameter.SS_ENTRY_UUID))
                        : new Criterion.UniqueIdIn(arguments.any(Parameter.SS_UNIQUE_ID)),
                DocumentEntryCriteria.ofContents(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        List<RegisteredObject> sets = registry.submissionSets(List.of(named));
        List<RegisteredAssociation> memberships = members(registry, uuids(sets, RegisteredObject::entryUUID));
        EntryUuidIn members = new EntryUuidIn(uuids(memberships, RegisteredAssociation::targetObject));
        List<RegisteredObject> found = new ArrayList<>(sets);
        found.addAll(registry.documentEntries(
                Stream.concat(Stream.of(members), restriction.stream()).toList()));
        List<RegisteredObject> folders = registry.folders(List.of(members));
        found.addAll(folders);
        List<RegisteredAssociation> links = new ArrayList<>(memberships);
        links.addAll(members(registry, uuids(folders, RegisteredObject::entryUUID)));
        addLinksInside(found, links);
        return registry.bounded(found);
    }

    private static List<RegisteredAssociation> members(Questions registry, Set<EntryUuid> of) {
        return registry.associations(
                List.of(new SourceObjectIn(of), new AssociationTypeIn(Set.of(AssociationType.HAS_MEMBER))));
    }

    /**
     * Associations whose two ends are both in the answer. An association can itself be an end (the SubmissionSet has a folder's
     * membership as a member), so those between objects come first.
     */
    private static void addLinksInside(List<RegisteredObject> found, List<RegisteredAssociation> links) {
        Set<EntryUuid> inside = uuids(found, RegisteredObject::entryUUID);
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
    }

    private static <T> Set<EntryUuid> uuids(List<T> found, Function<T, EntryUuid> uuid) {
        return found.stream().map(uuid).collect(Collectors.toSet());
    }
}
