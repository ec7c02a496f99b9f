package dev.xdsi.registry.dsub;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import java.util.List;

/**
 * What a recipient is told (ITI TF-2: 3.53.4.1.2).
 *
 * @param patientId whose objects they are
 */
public record Notification(Subscription subscription, PatientId patientId, Content content) {

    /** What became of it. */
    public sealed interface Reception {
        record Taken() implements Reception {}

        /** The recipient answered that it does not take this one; that says nothing of others. */
        record Refused(String why) implements Reception {}

        /** There was no usable answer, or one that says that the recipient takes none now. */
        record Failed(String why) implements Reception {}

        /** As it is recorded. */
        default RegistryResponse response() {
            return switch (this) {
                case Taken taken -> RegistryResponse.SUCCESS;
                case Refused(String why) -> failure(why);
                case Failed(String why) -> failure(why);
            };
        }

        private static RegistryResponse failure(String why) {
            return RegistryResponse.of(List.of(XdsError.of(ErrorCode.XDSRegistryError, why)), false);
        }
    }

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
