package dev.xdsi.soap.server;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.soap.mtom.BrokenRequestException;
import dev.xdsi.transaction.Transaction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the unexpected becomes an error of ITI TF-3: 4.2.4: the partner gets an id to ask with, the log gets the id and the stack, and
 * nobody outside learns how the actor is made.
 *
 * @param code what the transactions of the actor call a failure of their own: XDSRegistryError or XDSRepositoryError
 * @param actor as the partner knows it, with its article
 * @param errorIds a new one for each failure
 */
public record FailureBoundary(ErrorCode code, String actor, Supplier<?> errorIds) {
    private static final Logger LOG = LoggerFactory.getLogger(FailureBoundary.class);

    /** The transaction, with {@code failure} turning the error into an answer of its kind. */
    public <Q, R> Transaction<Q, R> around(Transaction<Q, R> inner, Function<XdsError, R> failure) {
        return (request, caller) -> {
            try {
                return inner.perform(request, caller);
            } catch (RuntimeException e) {
                if (e.getCause() instanceof BrokenRequestException) {
                    // Nothing failed here: the message is at fault, and its sender hears of it as of any other.
                    throw e;
                }
                Object errorId = errorIds.get();
                LOG.error("error {}", errorId, e);
                return failure.apply(
                        XdsError.of(code, actor + " failed; its operator finds the reason under error id " + errorId));
            }
        };
    }
}
