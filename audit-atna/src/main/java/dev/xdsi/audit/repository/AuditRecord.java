package dev.xdsi.audit.repository;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as the repository received it, and what it says. A message that cannot be understood is kept all the same.
 *
 * @param digest SHA-256 of the syslog message in hexadecimal: the same message sent twice has the same one
 * @param sender who sent it: the subject of its certificate or, without one, its address
 * @param problem why {@code content} is empty or incomplete; null if it was understood
 * @param message the audit message, XML unless there is a problem
 */
public record AuditRecord(
        String digest,
        Instant receivedAt,
        String sender,
        AuditContent content,
        @Nullable String problem,
        String message) {

    /** A record in the store, with the number it was given there; later records have greater numbers. */
    public record Stored(long number, AuditRecord record) {}
}
