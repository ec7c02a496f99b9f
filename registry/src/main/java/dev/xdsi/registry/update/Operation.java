package dev.xdsi.registry.update;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.draft.RegistryObjectDraft;

/** One thing that a submission of metadata update asks for (ITI TF-2: 3.57.4.1.3.3). */
sealed interface Operation {
    /** The id, within the request, of the Association that asks for it. */
    String location();

    /**
     * A DocumentEntry or a Folder shall say something else.
     *
     * @param logicalID of what is registered
     * @param previousVersion which version the sender knows
     * @param propagated whether Associations of that version are to be Associations of the new one
     */
    record NewVersion(
            String location, RegistryObjectDraft object, EntryUuid logicalID, int previousVersion, boolean propagated)
            implements Operation {
        EntryUuid entryUUID() {
            return new EntryUuid(object.id());
        }
    }

    /** The availabilityStatus of a registered object shall be another. */
    record NewStatus(String location, EntryUuid target, AvailabilityStatus original, AvailabilityStatus wanted)
            implements Operation {}

    /** Two registered objects shall be associated. */
    record NewAssociation(
            String location, RegistryObjectDraft association, AssociationType type, EntryUuid source, EntryUuid target)
            implements Operation {}
}
