package dev.xdsi.registry.query;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** GetSubmissionSets, ITI TF-2: 3.18.4.1.2.3.7.9: those of documents and folders, with the memberships that say so. */
record GetSubmissionSets(Set<EntryUuid> members) implements StoredQuery {
    GetSubmissionSets {
        members = Set.copyOf(members);
    }

    static GetSubmissionSets of(Arguments arguments) {
        return new GetSubmissionSets(arguments.any(Parameter.UUID));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        List<RegisteredAssociation> memberships = Memberships.to(registry, members);
        List<RegisteredObject> found = new ArrayList<>(
                registry.submissionSets(Memberships.uuids(memberships, RegisteredAssociation::sourceObject)));
        Set<EntryUuid> sets = Memberships.uuids(found, RegisteredObject::entryUUID);
        memberships.stream()
                .filter(membership -> sets.contains(membership.sourceObject()))
                .map(RegisteredAssociation::object)
                .forEach(found::add);
        return registry.bounded(found);
    }
}
