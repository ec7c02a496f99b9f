package dev.xdsi.transaction.iti62;

import java.util.List;

/**
 * Which objects one Remove Metadata is to remove (ITI TF-2: 3.62.4.1.2), as it was written.
 *
 * @param objectRefs ids of objects of any kind
 * @param byQuery whether the request names objects by a query too, which the transaction does not know
 */
public record RemoveMetadataRequest(List<String> objectRefs, boolean byQuery) {
    public RemoveMetadataRequest {
        objectRefs = List.copyOf(objectRefs);
    }

    public RemoveMetadataRequest(List<String> objectRefs) {
        this(objectRefs, false);
    }
}
