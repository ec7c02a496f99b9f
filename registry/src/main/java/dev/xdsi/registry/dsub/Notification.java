package dev.xdsi.registry.dsub;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.RegistryObjectDraft;
import java.util.List;

/**
 * What a recipient is told (ITI TF-2: 3.53.4.1.2).
 *
 * @param patientId whose objects they are
 */
public record Notification(Subscription subscription, PatientId patientId, Content content) {

    /** Whole objects, or references to them. */
    public sealed interface Content {
        boolean isEmpty();

        /** As a stored query would have returned them. */
        record Objects(List<RegistryObjectDraft> objects) implements Content {
            public Objects {
                objects = List.copyOf(objects);
            }

            @Override
            public boolean isEmpty() {
                return objects.isEmpty();
            }
        }

        record References(List<EntryUuid> entryUUIDs) implements Content {
            public References {
                entryUUIDs = List.copyOf(entryUUIDs);
            }

            @Override
            public boolean isEmpty() {
                return entryUUIDs.isEmpty();
            }
        }
    }
}
