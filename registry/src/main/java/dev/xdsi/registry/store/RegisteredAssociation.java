package dev.xdsi.registry.store;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.EntryUuid;

/** An Association as a store question finds it, with what one must know to follow it. */
public record RegisteredAssociation(
        RegisteredObject object, AssociationType associationType, EntryUuid sourceObject, EntryUuid targetObject) {}
