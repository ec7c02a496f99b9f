package dev.xdsi.registry.store;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import java.util.List;
import java.util.Set;

/**
 * What one Register Document Set-b changes in the registry, all of it or nothing (ITI TF-2: 3.42.4.1.3).
 *
 * @param patientId whose submission it is; Associations have no patient id of their own and are kept with this one
 * @param deprecated DocumentEntries that the submission replaces
 * @param identifiers everything by which the submission touches what is registered already
 */
public record Submission(
        PatientId patientId, List<NewObject> objects, Set<EntryUuid> deprecated, Identifiers identifiers) {
    public Submission {
        objects = List.copyOf(objects);
        deprecated = Set.copyOf(deprecated);
    }

    /** An object to be registered, and the text in which it will be returned. */
    public record NewObject(RegistryObject object, String written) {}
}
