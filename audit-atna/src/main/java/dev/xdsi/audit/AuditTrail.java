package dev.xdsi.audit;

import dev.xdsi.audit.Attempt.Effort;
import dev.xdsi.audit.Attempt.Origin;
import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.Streamed;
import dev.xdsi.transaction.Transaction;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the duty to audit around a transaction: exactly one record an attempt, failures too, durable before the answer
 * goes out. An attempt that cannot be recorded fails: with {@link AuditSpoolException}, instead of its answer. Directly inside, each
 * attempt is timed; what the record says of it is what {@link Attempts} are told.
 */
public final class AuditTrail {
    private final AuditRecorder recorder;
    private final Attempts attempts;
    private final Origin origin;

    /**
     * A trail into a spool.
     *
     * @param maxMessageBytes what the way to the Audit Record Repository can carry
     */
    public AuditTrail(AuditSpool spool, AuditContext context, InstantSource clock, int maxMessageBytes) {
        this(new AuditRecorder(spool, context, clock, maxMessageBytes), Attempts.UNCOUNTED, Origin.UNNAMED);
    }

    private AuditTrail(AuditRecorder recorder, Attempts attempts, Origin origin) {
        this.recorder = recorder;
        this.attempts = attempts;
        this.origin = origin;
    }

    /** The same trail; what is put around it from now on is counted too. */
    public AuditTrail countedBy(Attempts counter) {
        return new AuditTrail(recorder, counter, origin);
    }

    /** The same trail for one actor. */
    public AuditTrail of(String actor) {
        return new AuditTrail(recorder, attempts, new Origin(actor, origin.partner()));
    }

    /** The same trail for what this actor calls at one partner community. */
    public AuditTrail towards(String partner) {
        return new AuditTrail(recorder, attempts, new Origin(origin.actor(), partner));
    }

    public AuditContext context() {
        return recorder.context();
    }

    public <Q, R> Transaction<Q, R> around(Transaction<Q, R> transaction, AuditRecipe<Q, R> recipe) {
        return around(transaction, recipe, (answer, unrecorded) -> {});
    }

    /** @param lost told of an answer that cannot be recorded, and so is not given */
    private <Q, R> Transaction<Q, R> around(
            Transaction<Q, R> transaction, AuditRecipe<Q, R> recipe, BiConsumer<R, RuntimeException> lost) {
        return (request, caller) -> {
            try (AuditSpool.Room room = recorder.room()) {
                long begun = System.nanoTime();
                R response;
                try {
                    response = transaction.perform(request, caller);
                } catch (RuntimeException failure) {
                    broke(begun, () -> recipe.describe(new Outcome.Failed<>(request, caller, failure)), failure, room);
                    throw failure;
                }
                long nanos = System.nanoTime() - begun;
                try {
                    ended(recipe.describe(new Outcome.Answered<>(request, caller, response)), nanos, null, room);
                } catch (RuntimeException unrecorded) {
                    lost.accept(response, unrecorded);
                    throw unrecorded;
                }
                return response;
            }
        };
    }

    /** Like {@link #around}, for answers that flow later: the record is made when the last byte has left, or would have. */
    public <Q, R extends Streamed> Transaction<Q, R> aroundStreamed(
            Transaction<Q, R> transaction, StreamedAuditRecipe<Q, R> recipe) {
        return (request, caller) -> {
            // What is asked for is known before anything has left.
            AuditSpool.Room room = recorder.roomFor(
                    recipe.describe(new Outcome.Failed<>(request, caller, new AuditSpoolException("not begun")), null));
            long begun = System.nanoTime();
            R response;
            try {
                response = transaction.perform(request, caller);
            } catch (RuntimeException failure) {
                try (room) {
                    broke(
                            begun,
                            () -> recipe.describe(new Outcome.Failed<>(request, caller, failure), null),
                            failure,
                            room);
                }
                throw failure;
            }
            response.delivery().whenClosed(result -> {
                try (room) {
                    long nanos = System.nanoTime() - begun;
                    ended(
                            recipe.describe(new Outcome.Answered<>(request, caller, response), result),
                            nanos,
                            result,
                            room);
                }
            });
            return response;
        };
    }

    /**
     * Like {@link #around}, for answers that flow later and must not begin before they are on record. Where one breaks off, a second record
     * says so: what the first one tells may have left, and not all of it did. One that cannot be recorded is over before it began.
     */
    public <Q, R extends Streamed> Transaction<Q, R> aroundAnnounced(
            Transaction<Q, R> transaction, StreamedAuditRecipe<Q, R> recipe) {
        Transaction<Q, R> recorded = around(
                transaction,
                outcome -> recipe.describe(outcome, null),
                (answer, unrecorded) -> answer.delivery().fail(unrecorded));
        return (request, caller) -> {
            R response = recorded.perform(request, caller);
            response.delivery().whenClosed(result -> {
                if (!result.complete()) {
                    record(recipe.describe(new Outcome.Answered<>(request, caller, response), result));
                }
            });
            return response;
        };
    }

    private void broke(long begun, Supplier<AuditEvent> description, RuntimeException failure, AuditSpool.Room room) {
        long nanos = System.nanoTime() - begun;
        try {
            AuditEvent event = description.get();
            made(event, event.outcome(), new Effort(nanos, 0, 0), failure);
            recorder.record(event, room);
        } catch (RuntimeException unrecorded) {
            unrecorded.addSuppressed(failure);
            throw unrecorded;
        }
    }

    private void ended(AuditEvent event, long nanos, Delivery.@Nullable Result delivered, AuditSpool.Room room) {
        Effort effort = delivered == null
                ? new Effort(nanos, event.moved().objects(), event.moved().bytes())
                : new Effort(
                        nanos,
                        delivered.sent().size(),
                        delivered.sent().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
        try {
            recorder.record(event, room);
        } catch (RuntimeException unrecorded) {
            made(event, EventOutcome.failed(unrecorded), effort, unrecorded);
            throw unrecorded;
        }
        made(event, event.outcome(), effort, null);
    }

    private void made(AuditEvent event, EventOutcome outcome, Effort effort, @Nullable RuntimeException failure) {
        Attempt.Exchange exchange = event.exchange();
        if (exchange != null) {
            attempts.made(new Attempt(origin, exchange, outcome, effort, failure));
        }
    }

    /**
     * Records an event of its own; when this returns, it is durable. One that is too large is recorded without its objects, so that
     * nobody hides an attempt by making it large, and fails all the same.
     */
    public void record(AuditEvent event) {
        recorder.record(event);
    }
}
