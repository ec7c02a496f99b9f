package dev.xdsi.audit;

import dev.xdsi.transaction.Outcome;

/** How an actor describes its attempts at one transaction. A recipe sees failures too, and must not fail itself. */
@FunctionalInterface
public interface AuditRecipe<Q, R> {
    AuditEvent describe(Outcome<Q, R> outcome);
}
