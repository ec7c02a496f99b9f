package dev.xdsi.audit;

import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.audit.syslog.SyslogMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Writes audit events into the spool, each as a syslog message with a time of its own. */
final class AuditRecorder {
    private static final String APP_NAME = "xdsi";
    private static final int TYPICAL_RECORD = 4096;
    private static final int FEW_OBJECTS = 4;

    private final AuditSpool spool;
    private final AuditContext context;
    private final InstantSource clock;
    private final int maxMessageBytes;
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);

    AuditRecorder(AuditSpool spool, AuditContext context, InstantSource clock, int maxMessageBytes) {
        this.spool = spool;
        this.context = context;
        this.clock = clock;
        this.maxMessageBytes = maxMessageBytes;
    }

    AuditContext context() {
        return context;
    }

    /** Refuses before any work is done what could not be recorded after it. */
    AuditSpool.Room room() {
        return spool.roomFor(TYPICAL_RECORD);
    }

    /** The same for an attempt at what is asked for, which is recorded when all has left. */
    AuditSpool.Room roomFor(AuditEvent asked) {
        if (asked.objects().size() <= FEW_OBJECTS) {
            return room();
        }
        byte[] message = message(asked);
        if (message.length > maxMessageBytes) {
            throw tooLarge(asked, message, spool::append);
        }
        return spool.roomFor(Math.min(message.length + TYPICAL_RECORD, maxMessageBytes));
    }

    void record(AuditEvent event) {
        record(event, spool::append);
    }

    void record(AuditEvent event, AuditSpool.Room room) {
        record(event, room::append);
    }

    private void record(AuditEvent event, Consumer<byte[]> to) {
        byte[] message = message(event);
        if (message.length > maxMessageBytes) {
            throw tooLarge(event, message, to);
        }
        to.accept(message);
    }

    private AuditSpoolException tooLarge(AuditEvent event, byte[] message, Consumer<byte[]> to) {
        byte[] brief = message(event.withoutObjects());
        if (brief.length <= maxMessageBytes) {
            to.accept(brief);
        }
        return new AuditSpoolException("an audit message of " + message.length + " bytes; the way to the audit"
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
