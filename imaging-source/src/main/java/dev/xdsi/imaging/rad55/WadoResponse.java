package dev.xdsi.imaging.rad55;

import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The instance, unless it is unknown or not to be had as it was asked for.
 *
 * @param reason why not, a sentence for whoever asked; empty otherwise
 * @param given what else of the study the caller may have, by SOP Instance UIDs
 */
public record WadoResponse(
        Result result, @Nullable SentInstance instance, String reason, Predicate<Oid> given, Delivery delivery)
        implements Streamed {
    static WadoResponse found(SentInstance instance, Predicate<Oid> given, Delivery delivery) {
        return new WadoResponse(Result.FOUND, instance, "", given, delivery);
    }

    static WadoResponse unknown(Delivery delivery) {
        return new WadoResponse(Result.UNKNOWN, null, "", nothing -> false, delivery);
    }

    static WadoResponse notAcceptable(String reason, Delivery delivery) {
        return new WadoResponse(Result.NOT_ACCEPTABLE, null, reason, nothing -> false, delivery);
    }

    /** How the request ended. */
    public enum Result {
        FOUND,
        UNKNOWN,
        NOT_ACCEPTABLE
    }
}
