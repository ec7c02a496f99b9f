package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.List;

/** FindFolders (ITI TF-2: 3.18.4.1.2.3.7.3) and, with other parameters, FindFoldersForMultiplePatients (3.51.4.1.2.3.2). */
record FindFolders(List<Criterion.OfFolder> allOf) implements StoredQuery {
    FindFolders {
        allOf = List.copyOf(allOf);
    }

    static FindFolders of(Arguments arguments) {
        return new FindFolders(FolderCriteria.ofFind(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        return registry.folders(allOf);
    }

    /** Who names no patient asks all partitions, and takes the place of one who asks several questions. */
    @Override
    public boolean asksSeveral() {
        return allOf.stream().noneMatch(Criterion.PatientIn.class::isInstance);
    }
}
