package dev.xdsi.dicom.json;

import dev.xdsi.dicom.BulkData;
import java.io.IOException;
import java.util.Optional;

/** Finds the value behind a BulkDataURI. A URI comes from a stranger: nothing here follows one by itself. */
@FunctionalInterface
public interface BulkDataSource {
    /** The value, or nothing to leave the element out. */
    Optional<BulkData> find(String uri) throws IOException;

    /** Leaves such elements out. */
    BulkDataSource IGNORE = uri -> Optional.empty();
}
