package dev.xdsi.imaging.rad55;

import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import org.jspecify.annotations.Nullable;

/** The instance, unless it is unknown or not to be had in the transfer syntax asked for. */
public record WadoResponse(Result result, @Nullable SentInstance instance, Delivery delivery) implements Streamed {

    /** How the request ended. */
    public enum Result {
        FOUND,
        UNKNOWN,
        NOT_ACCEPTABLE
    }
}
