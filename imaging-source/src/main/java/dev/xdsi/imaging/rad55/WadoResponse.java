package dev.xdsi.imaging.rad55;

import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import org.jspecify.annotations.Nullable;

/** The instance, unless it is unknown or there only in another transfer syntax. */
public record WadoResponse(Result result, @Nullable StoredInstance instance, Delivery delivery) implements Streamed {

    /** How the request ended. */
    public enum Result {
        FOUND,
        UNKNOWN,
        NOT_ACCEPTABLE
    }
}
