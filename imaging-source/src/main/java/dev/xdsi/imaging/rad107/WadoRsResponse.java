package dev.xdsi.imaging.rad107;

import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import java.util.List;

/**
 * Those of the instances asked for that the caller can take.
 *
 * @param unacceptable how many more there are, in other transfer syntaxes, that could not be decompressed or should not
 */
public record WadoRsResponse(List<SentInstance> instances, int unacceptable, Delivery delivery) implements Streamed {
    public WadoRsResponse {
        instances = List.copyOf(instances);
    }

    /** Whether there is nothing at all of what was asked for. */
    public boolean isUnknown() {
        return instances.isEmpty() && unacceptable == 0;
    }
}
