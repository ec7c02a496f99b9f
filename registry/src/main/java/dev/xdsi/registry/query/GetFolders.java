package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.List;

/** GetFolders, ITI TF-2: 3.18.4.1.2.3.7.6. */
record GetFolders(Criterion.OfFolder named) implements StoredQuery {

    static GetFolders of(Arguments arguments) {
        return new GetFolders(FolderCriteria.named(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        return registry.folders(List.of(named));
    }

    @Override
    public boolean asksSeveral() {
        return false;
    }
}
