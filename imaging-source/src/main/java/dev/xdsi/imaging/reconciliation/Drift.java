package dev.xdsi.imaging.reconciliation;

import java.util.Locale;

/** In what way the manifest of a study and the archive may differ, and the reports beside it from what there is. */
public enum Drift {
    /** Instances that may be shared and are not in the manifest. */
    UNLISTED,
    /** References to instances that the archive does not have. */
    LOST,
    /** References to instances that are not to be shared: rejected, held back, or left out by the publication policy. */
    UNSHARED,
    /** A manifest stands and nothing of the study is to be shared. */
    NOTHING_LEFT,
    /** Instances may be shared and no manifest stands. */
    UNPUBLISHED,
    /** The manifest lists the right instances, and would say something else of them or for other readers if it were made now. */
    OUTDATED,
    /** Documents of the manifest that the registry does not have. */
    UNREGISTERED,
    /** Documents of the manifest that are not Approved in the registry. */
    DEPRECATED,
    /** Reports beside the manifest that are to be published, replaced or withdrawn. */
    REPORTS,
    /** Instances that a PACS has no more, or has again. */
    GONE,
    /** The same where it says that it has nothing of the study any more. */
    ALL_GONE,
    /** Instances whose files are missing or changed: nothing that a publication can mend. */
    DAMAGED;

    /** As people are told. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether publishing anew mends it. */
    public boolean isMendable() {
        return this != DAMAGED;
    }

    /** Whether the PACS behind and what is known here of its images differ. */
    boolean isOfPacs() {
        return this == GONE || this == ALL_GONE;
    }

    /** Whether the registry and its source differ. */
    boolean isOfRegistry() {
        return this == UNREGISTERED || this == DEPRECATED;
    }
}
