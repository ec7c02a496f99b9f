package dev.xdsi.registry.store;

import dev.xdsi.model.EntryUuid;
import java.util.Set;

/** The entryUUIDs and uniqueIds that a submission brings or refers to. */
public record Identifiers(Set<EntryUuid> entryUUIDs, Set<String> uniqueIds) {
    public static final Identifiers NONE = new Identifiers(Set.of(), Set.of());

    public Identifiers {
        entryUUIDs = Set.copyOf(entryUUIDs);
        uniqueIds = Set.copyOf(uniqueIds);
    }
}
