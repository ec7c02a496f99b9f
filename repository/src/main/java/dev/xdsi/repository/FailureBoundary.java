package dev.xdsi.repository;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Transaction;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the unexpected becomes an XDSRepositoryError: the partner gets an id to ask with, the log gets the id and the stack, and
 * nobody outside learns how the repository is made.
 */
final class FailureBoundary {
    private static final Logger LOG = LoggerFactory.getLogger(FailureBoundary.class);

    private final Supplier<UUID> errorIds;

    FailureBoundary(Supplier<UUID> errorIds) {
        this.errorIds = errorIds;
    }

    <Q, R> Transaction<Q, R> around(Transaction<Q, R> inner, Function<XdsError, R> failure) {
        return (request, caller) -> {
            try {
                return inner.perform(request, caller);
            } catch (RuntimeException e) {
                UUID errorId = errorIds.get();
                LOG.error("error {}", errorId, e);
                return failure.apply(XdsError.of(
                        ErrorCode.XDSRepositoryError,
                        "the repository failed; its operator finds the reason under error id " + errorId));
            }
        };
    }
}
