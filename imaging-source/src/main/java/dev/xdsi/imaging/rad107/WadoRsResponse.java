package dev.xdsi.imaging.rad107;

import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import java.util.List;
import java.util.function.Predicate;

/**
 * Those of the instances asked for that the caller can take.
 *
 * @param unacceptable how many more there are, in other transfer syntaxes, that could not be decompressed or should not
 * @param given what else of the study the caller may have, by SOP Instance UIDs
 */
public record WadoRsResponse(List<SentInstance> instances, int unacceptable, Predicate<Oid> given, Delivery delivery)
        implements Streamed {
    public WadoRsResponse {
        instances = List.copyOf(instances);
    }

    /** Whether there is nothing at all of what was asked for. */
    public boolean isUnknown() {
        return instances.isEmpty() && unacceptable == 0;
    }
}
