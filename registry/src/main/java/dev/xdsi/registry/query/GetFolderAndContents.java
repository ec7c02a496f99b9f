package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.ArrayList;
import java.util.List;

/** GetFolderAndContents, ITI TF-2: 3.18.4.1.2.3.7.11. */
record GetFolderAndContents(
        Criterion.OfFolder named, List<Criterion.OfDocumentEntry> restriction, Criterion.OfAssociation status)
        implements StoredQuery {
    GetFolderAndContents {
        restriction = List.copyOf(restriction);
    }

    static GetFolderAndContents of(Arguments arguments) {
        return new GetFolderAndContents(
                FolderCriteria.named(arguments),
                DocumentEntryCriteria.ofContents(arguments),
                AssociationCriteria.status(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        List<RegisteredObject> folders = registry.folders(List.of(named));
        List<RegisteredAssociation> links =
                Memberships.of(registry, Memberships.uuids(folders, RegisteredObject::entryUUID), status);
        List<RegisteredObject> found = new ArrayList<>(folders);
        found.addAll(Memberships.ofTheSame(
                folders,
                registry.documentEntries(Memberships.uuids(links, RegisteredAssociation::targetObject), restriction)));
        found.addAll(Memberships.inside(found, links));
        return registry.bounded(found);
    }
}
