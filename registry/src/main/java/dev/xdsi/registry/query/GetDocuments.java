package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.List;

/** GetDocuments, ITI TF-2: 3.18.4.1.2.3.7.5. */
record GetDocuments(Criterion.OfDocumentEntry named) implements StoredQuery {

    static GetDocuments of(Arguments arguments) {
        return new GetDocuments(DocumentEntryCriteria.named(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        return registry.documentEntries(List.of(named));
    }

    @Override
    public boolean asksSeveral() {
        return false;
    }
}
