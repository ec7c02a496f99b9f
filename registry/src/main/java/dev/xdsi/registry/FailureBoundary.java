package dev.xdsi.registry;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Transaction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the unexpected becomes an XDSRegistryError: the partner gets an id to ask with, the log gets the id and the stack, and
 * nobody outside learns how the registry is made.
 */
final class FailureBoundary {
    private static final Logger log = LoggerFactory.getLogger(FailureBoundary.class);

    private final Supplier<EntryUuid> errorIds;

    FailureBoundary(Supplier<EntryUuid> errorIds) {
        this.errorIds = errorIds;
    }

    <Q, R> Transaction<Q, R> around(Transaction<Q, R> inner, Function<XdsError, R> failure) {
        return (request, caller) -> {
            try {
                return inner.perform(request, caller);
            } catch (RuntimeException e) {
                EntryUuid errorId = errorIds.get();
                log.error("error {}", errorId, e);
                return failure.apply(XdsError.of(
                        ErrorCode.XDSRegistryError,
                        "the registry failed; its operator finds the reason under error id " + errorId));
            }
        };
    }
}
