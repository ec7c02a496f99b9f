package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.RegisteredAssociation;
import java.util.UUID;

/** The columns of an Association that a question returns. */
record FoundAssociation(Found found, AssociationType associationType, UUID sourceObject, UUID targetObject) {
    RegisteredAssociation registered() {
        return new RegisteredAssociation(
                found.registered(), associationType, EntryUuid.of(sourceObject), EntryUuid.of(targetObject));
    }
}
