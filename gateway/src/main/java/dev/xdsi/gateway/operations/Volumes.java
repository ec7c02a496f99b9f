package dev.xdsi.gateway.operations;

import dev.xdsi.audit.Attempt;
import dev.xdsi.audit.Attempt.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What came in and what left today, by UTC; what was before the start of this process is not in it. */
final class Volumes {
    private Today today;

    Volumes(Instant start) {
        this.today = Today.from(start);
    }

    /**
     * The numbers of a day.
     *
     * @param since its beginning, or the start of this process
     * @param received documents by ITI-41, and instances by C-STORE and STOW-RS
     * @param studies manifests that were registered
     * @param sent bytes of documents and images that left
     */
    record Today(Instant since, Received received, long studies, long sent) {
        private static final String STORE = "STORE";
        private static final String PROVIDE = "ITI-41";
        private static final String PUBLISH = "RAD-68";

        static Today from(Instant since) {
            return new Today(since, new Received(0, 0, 0), 0, 0);
        }

        Today and(Attempt attempt) {
            boolean called = attempt.exchange().side() == Side.CALLED;
            long objects = attempt.effort().objects();
            long bytes = attempt.effort().bytes();
            boolean failed = attempt.result() == Attempt.Result.FAILURE;
            return switch (attempt.exchange().transaction()) {
                case STORE -> new Today(since, received.instances(objects, bytes), studies, sent);
                case PROVIDE -> called || failed ? this : new Today(since, received.documents(objects), studies, sent);
                case PUBLISH -> failed ? this : new Today(since, received, studies + 1, sent);
                default -> called ? this : new Today(since, received, studies, sent + bytes);
            };
        }
    }

    /** What came in; the bytes are those of instances. */
    record Received(long documents, long instances, long bytes) {
        Received instances(long more, long theirBytes) {
            return new Received(documents, instances + more, bytes + theirBytes);
        }

        Received documents(long more) {
            return new Received(documents + more, instances, bytes);
        }
    }

    synchronized void add(Attempt attempt, Instant at) {
        today = at(at).and(attempt);
    }

    synchronized Today at(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return day.isAfter(LocalDate.ofInstant(today.since(), ZoneOffset.UTC))
                ? Today.from(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                : today;
    }
}
