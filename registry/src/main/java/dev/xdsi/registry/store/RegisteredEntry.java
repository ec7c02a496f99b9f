package dev.xdsi.registry.store;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.EntryUuid;

/**
 * A DocumentEntry as a store question finds it, with what consents ask of it.
 *
 * @param resource its patient is the one whom the entry belongs to now
 */
public record RegisteredEntry(RegisteredObject object, Resource resource) {
    public EntryUuid entryUUID() {
        return object.entryUUID();
    }
}
