package dev.xdsi.registry.query;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * GetRelatedDocuments, ITI TF-2: 3.18.4.1.2.3.7.13: a document, the documents on the other end of Associations of the given types,
 * and these Associations; without such a document nothing at all.
 */
record GetRelatedDocuments(
        Criterion.OfDocumentEntry named,
        List<Criterion.OfAssociation> relationships,
        Criterion.OfDocumentEntry otherType)
        implements StoredQuery {
    GetRelatedDocuments {
        relationships = List.copyOf(relationships);
    }

    static GetRelatedDocuments of(Arguments arguments) {
        return new GetRelatedDocuments(
                DocumentEntryCriteria.named(arguments),
                List.of(
                        new Criterion.AssociationTypeIn(arguments.any(Parameter.ASSOCIATION_TYPES)),
                        AssociationCriteria.status(arguments)),
                DocumentEntryCriteria.objectType(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        Map<EntryUuid, RegisteredObject> documents = new HashMap<>();
        registry.documentEntries(List.of(named)).forEach(document -> documents.put(document.entryUUID(), document));
        List<RegisteredAssociation> links = registry.associations(EitherEndIn::new, documents.keySet(), relationships);
        Set<EntryUuid> others = new HashSet<>(Memberships.uuids(links, RegisteredAssociation::sourceObject));
        others.addAll(Memberships.uuids(links, RegisteredAssociation::targetObject));
        others.removeAll(documents.keySet());
        registry.documentEntries(others, List.of(otherType))
                .forEach(document -> documents.put(document.entryUUID(), document));
        return registry.bounded(related(documents, links));
    }

    private static List<RegisteredObject> related(
            Map<EntryUuid, RegisteredObject> documents, List<RegisteredAssociation> links) {
        List<RegisteredObject> associations = new ArrayList<>();
        Set<RegisteredObject> found = new HashSet<>();
        for (RegisteredAssociation link : links) {
            RegisteredObject source = documents.get(link.sourceObject());
            RegisteredObject target = documents.get(link.targetObject());
            if (source != null && target != null) {
                found.addAll(List.of(source, target));
                associations.add(link.object());
            }
        }
        List<RegisteredObject> all = new ArrayList<>(found);
        all.addAll(associations);
        return all;
    }
}
