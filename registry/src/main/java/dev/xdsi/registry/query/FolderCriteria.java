package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.CodeListIn;
import java.util.ArrayList;
import java.util.List;

/** The parameters about Folders, as criteria. */
final class FolderCriteria {
    private FolderCriteria() {}

    /** The Folders by their entryUUIDs, uniqueIds or logicalIDs, whichever is given. */
    static Criterion.OfFolder named(Arguments arguments) {
        if (arguments.has(Parameter.FOLDER_ENTRY_UUID)) {
            return new Criterion.EntryUuidIn(arguments.any(Parameter.FOLDER_ENTRY_UUID));
        }
        return arguments.has(Parameter.FOLDER_UNIQUE_ID)
                ? new Criterion.UniqueIdIn(arguments.any(Parameter.FOLDER_UNIQUE_ID))
                : new Criterion.LogicalIdIn(arguments.any(Parameter.FOLDER_LOGICAL_ID));
    }

    /** What FindFolders and its like restrict folders by (ITI TF-2: 3.18.4.1.2.3.7.3). */
    static List<Criterion.OfFolder> ofFind(Arguments arguments) {
        List<Criterion.OfFolder> allOf = new ArrayList<>();
        if (arguments.has(Parameter.FOLDER_PATIENT_ID)) {
            allOf.add(new Criterion.PatientIn(arguments.any(Parameter.FOLDER_PATIENT_ID)));
        }
        allOf.add(new Criterion.StatusIn(arguments.any(Parameter.FOLDER_STATUS)));
        arguments
                .window(Parameter.FOLDER_LAST_UPDATE_TIME_FROM, Parameter.FOLDER_LAST_UPDATE_TIME_TO)
                .ifPresent(window -> allOf.add(new Criterion.LastUpdateTimeIn(window)));
        arguments.all(Parameter.FOLDER_CODE_LIST).forEach(anyOf -> allOf.add(new CodeListIn(anyOf)));
        return allOf;
    }
}
