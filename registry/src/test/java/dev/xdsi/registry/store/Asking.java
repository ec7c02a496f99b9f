package dev.xdsi.registry.store;

import dev.xdsi.model.Code;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the contracts ask a store, and some of what they ask for. */
final class Asking {
    static final Code CHEST = Code.of("51185008", "SCT", "Chest");
    static final Code HEAD = Code.of("69536005", "SCT", "Head");
    static final Code CT = Code.of("CT", "1.2.840.10008.2.16.4", "Computed Tomography");
    static final int MANY = 1000;

    private Asking() {}

    static List<EntryUuid> entries(RegistryStore store, Criterion.OfDocumentEntry... allOf) {
        return store.documentEntries(List.of(allOf), MANY).stream()
                .map(RegisteredEntry::entryUUID)
                .toList();
    }

    static List<EntryUuid> sets(RegistryStore store, Criterion.OfSubmissionSet... allOf) {
        return uuids(store.submissionSets(List.of(allOf), MANY));
    }

    static List<EntryUuid> folders(RegistryStore store, Criterion.OfFolder... allOf) {
        return uuids(store.folders(List.of(allOf), MANY));
    }

    static List<EntryUuid> associations(RegistryStore store, Criterion.OfAssociation... allOf) {
        return uuids(store.associations(List.of(allOf), MANY).stream()
                .map(RegisteredAssociation::object)
                .toList());
    }

    private static List<EntryUuid> uuids(List<RegisteredObject> found) {
        return found.stream().map(RegisteredObject::entryUUID).toList();
    }

    static @Nullable Instant start(@Nullable String dtm) {
        return dtm == null ? null : new Dtm(dtm).start();
    }
}
