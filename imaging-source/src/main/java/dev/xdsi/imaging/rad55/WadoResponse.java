package dev.xdsi.imaging.rad55;

import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import org.jspecify.annotations.Nullable;

/**
 * The instance, unless it is unknown or not to be had as it was asked for.
 *
 * @param reason why not, a sentence for whoever asked; empty otherwise
 */
public record WadoResponse(Result result, @Nullable SentInstance instance, String reason, Delivery delivery)
        implements Streamed {
    static WadoResponse found(SentInstance instance, Delivery delivery) {
        return new WadoResponse(Result.FOUND, instance, "", delivery);
    }

    static WadoResponse notAcceptable(String reason, Delivery delivery) {
        return new WadoResponse(Result.NOT_ACCEPTABLE, null, reason, delivery);
    }

    /** How the request ended. */
    public enum Result {
        FOUND,
        UNKNOWN,
        NOT_ACCEPTABLE
    }
}
