package dev.xdsi.audit;

import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.audit.syslog.SyslogMessage;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.Streamed;
import dev.xdsi.transaction.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Puts the duty to audit around a transaction: exactly one record an attempt, failures too, durable before the answer
 * goes out. An attempt that cannot be recorded fails: with {@link AuditSpoolException}, instead of its answer.
 */
public final class AuditTrail {
    private static final String APP_NAME = "xdsi";
    private static final int TYPICAL_RECORD = 4096;

    private final AuditSpool spool;
    private final AuditContext context;
    private final InstantSource clock;
    private final int maxMessageBytes;
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);

    /**
     * A trail into a spool.
     *
     * @param maxMessageBytes what the way to the Audit Record Repository can carry
     */
    public AuditTrail(AuditSpool spool, AuditContext context, InstantSource clock, int maxMessageBytes) {
        this.spool = spool;
        this.context = context;
        this.clock = clock;
        this.maxMessageBytes = maxMessageBytes;
    }

    public AuditContext context() {
        return context;
    }

    public <Q, R> Transaction<Q, R> around(Transaction<Q, R> transaction, AuditRecipe<Q, R> recipe) {
        return (request, caller) -> {
            spool.requireRoomFor(TYPICAL_RECORD);
            R response;
            try {
                response = transaction.perform(request, caller);
            } catch (RuntimeException failure) {
                recordFailure(() -> recipe.describe(new Outcome.Failed<>(request, caller, failure)), failure);
                throw failure;
            }
            record(recipe.describe(new Outcome.Answered<>(request, caller, response)));
            return response;
        };
    }

    /** Like {@link #around}, for answers that flow later: the record is made when the last byte has left, or would have. */
    public <Q, R extends Streamed> Transaction<Q, R> aroundStreamed(
            Transaction<Q, R> transaction, StreamedAuditRecipe<Q, R> recipe) {
        return (request, caller) -> {
            spool.requireRoomFor(TYPICAL_RECORD);
            R response;
            try {
                response = transaction.perform(request, caller);
            } catch (RuntimeException failure) {
                recordFailure(() -> recipe.describe(new Outcome.Failed<>(request, caller, failure), null), failure);
                throw failure;
            }
            response.delivery()
                    .whenClosed(result ->
                            record(recipe.describe(new Outcome.Answered<>(request, caller, response), result)));
            return response;
        };
    }

    private interface Description {
        AuditEvent event();
    }

    private void recordFailure(Description description, RuntimeException failure) {
        try {
            record(description.event());
        } catch (RuntimeException unrecorded) {
            unrecorded.addSuppressed(failure);
            throw unrecorded;
        }
    }

    /**
     * Records an event of its own; when this returns, it is durable. One that is too large is recorded without its objects, so that
     * nobody hides an attempt by making it large, and fails all the same.
     */
    public void record(AuditEvent event) {
        byte[] message = message(event);
        if (message.length <= maxMessageBytes) {
            spool.append(message);
            return;
        }
        byte[] brief = message(event.withoutObjects());
        if (brief.length <= maxMessageBytes) {
            spool.append(brief);
        }
        throw new AuditSpoolException("an audit message of " + message.length + " bytes; the way to the audit"
                + " repository carries " + maxMessageBytes);
    }

    private byte[] message(AuditEvent event) {
        Instant time = uniqueTime();
        return new SyslogMessage(
                        time,
                        context.host(),
                        APP_NAME,
                        context.processId(),
                        DicomAuditXml.write(event, context.source(), time))
                .encoded();
    }

    /**
     * The time, in microseconds as syslog writes it, and not the same twice: so no two messages of a process are equal, and
     * a repository may take equal messages for one that was sent again. A clock that was set back is followed.
     */
    private Instant uniqueTime() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return latest.updateAndGet(last ->
                now.isAfter(last) || now.isBefore(last.minusSeconds(1)) ? now : last.plus(1, ChronoUnit.MICROS));
    }
}
