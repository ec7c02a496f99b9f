package dev.xdsi.repository.store;

import java.io.IOException;
import java.util.Set;

/** Whether the Document Registry has entries of documents, for who keeps documents that were never confirmed. */
@FunctionalInterface
public interface Registered {
    /** A registry that cannot be asked: every document may be registered. */
    Registered PERHAPS = documentUniqueIds -> Set.of();

    /** Those of which the registry certainly has no entry, whatever its status and whoever may see it. */
    Set<String> missing(Set<String> documentUniqueIds) throws IOException;
}
