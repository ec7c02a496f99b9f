package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.ArrayList;
import java.util.List;

/** GetDocumentsAndAssociations, ITI TF-2: 3.18.4.1.2.3.7.8. */
record GetDocumentsAndAssociations(Criterion.OfDocumentEntry named, Criterion.OfAssociation status)
        implements StoredQuery {

    static GetDocumentsAndAssociations of(Arguments arguments) {
        return new GetDocumentsAndAssociations(
                DocumentEntryCriteria.named(arguments), AssociationCriteria.status(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        List<RegisteredObject> found = new ArrayList<>(registry.documentEntries(List.of(named)));
        registry
                .associations(EitherEndIn::new, Memberships.uuids(found, RegisteredObject::entryUUID), List.of(status))
                .stream()
                .map(RegisteredAssociation::object)
                .forEach(found::add);
        return registry.bounded(found);
    }
}
