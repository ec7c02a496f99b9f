package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.List;

/** GetFoldersForDocument, ITI TF-2: 3.18.4.1.2.3.7.12. */
record GetFoldersForDocument(Criterion.OfDocumentEntry named, Criterion.OfAssociation status) implements StoredQuery {

    static GetFoldersForDocument of(Arguments arguments) {
        return new GetFoldersForDocument(DocumentEntryCriteria.named(arguments), AssociationCriteria.status(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        List<RegisteredObject> documents = registry.documentEntries(List.of(named));
        List<RegisteredAssociation> memberships =
                Memberships.to(registry, Memberships.uuids(documents, RegisteredObject::entryUUID), status);
        return Memberships.ofTheSame(
                documents, registry.folders(Memberships.uuids(memberships, RegisteredAssociation::sourceObject)));
    }
}
