package dev.xdsi.audit;

import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.Streamed;
import org.jspecify.annotations.Nullable;

/** How an actor describes its attempts at a transaction whose answer streams: by what was really sent. */
@FunctionalInterface
public interface StreamedAuditRecipe<Q, R extends Streamed> {

    /**
     * Describes the attempt.
     *
     * @param delivered what left, once the answer was closed; null if there was no answer, or nothing of it has left yet
     */
    AuditEvent describe(Outcome<Q, R> outcome, Delivery.@Nullable Result delivered);
}
