package dev.xdsi.imaging.archive;

import dev.xdsi.model.Oid;

/** Where an instance belongs: Study (0020,000D), Series (0020,000E) and SOP Instance UID (0008,0018). */
public record InstanceUids(Oid study, Oid series, Oid sopInstance) {
    /** Its place among the DICOMweb resources (PS3.18 10.1.1), without a slash at either end. */
    public String path() {
        return "studies/" + study + "/series/" + series + "/instances/" + sopInstance;
    }
}
