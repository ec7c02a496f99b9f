package dev.xdsi.dicom.json;

import dev.xdsi.dicom.Element;
import java.util.Optional;

/** Says which values are left out of the JSON and under which URI they are had instead (PS3.18 F.2.2). */
@FunctionalInterface
public interface BulkDataUris {
    /**
     * The URI of a value, or nothing to have it written inline.
     *
     * @param path tags and item numbers from the outside in, such as {@code 7FE00010} or {@code 00880200/0/7FE00010}
     */
    Optional<String> uri(String path, Element element);

    /** Everything inline; encapsulated pixel data, for which that is not defined, is left out. */
    BulkDataUris NONE = (path, element) -> Optional.empty();
}
