package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.List;

/**
 * FindDocuments (ITI TF-2: 3.18.4.1.2.3.7.1) and, with other parameters, FindDocumentsByReferenceId (3.18.4.1.2.3.7.14) and the
 * multi-patient queries for documents (3.51.4.1.2.3).
 */
record FindDocuments(List<Criterion.OfDocumentEntry> allOf) implements StoredQuery {
    FindDocuments {
        allOf = List.copyOf(allOf);
    }

    static FindDocuments of(Arguments arguments) {
        return new FindDocuments(DocumentEntryCriteria.ofFind(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        return registry.documentEntries(allOf);
    }

    /** Who names no patient asks all partitions, and takes the place of one who asks several questions. */
    @Override
    public boolean asksSeveral() {
        return allOf.stream().noneMatch(Criterion.PatientIn.class::isInstance);
    }
}
