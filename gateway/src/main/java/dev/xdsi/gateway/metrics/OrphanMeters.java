package dev.xdsi.gateway.metrics;

import dev.xdsi.repository.store.Collected;
import io.micrometer.core.instrument.Counter;

/** Counts what looking for orphans among the documents came to. */
public final class OrphanMeters {
    private final Counter found;
    private final Counter collected;
    private final Counter kept;
    private final Counter failures;

    public OrphanMeters(Meters meters) {
        this.found = counter(meters, "found");
        this.collected = counter(meters, "collected");
        this.kept = counter(meters, "kept");
        this.failures = Counter.builder("xdsi.repository.orphans.failures")
                .description("Looks for orphans among the documents that failed")
                .register(meters.registry());
    }

    private static Counter counter(Meters meters, String outcome) {
        return Counter.builder("xdsi.repository.orphans")
                .description(
                        "Deposits, submissions in doubt and contents that perhaps nobody needs, by what became of them")
                .tag("outcome", outcome)
                .register(meters.registry());
    }

    public void looked(Collected came) {
        found.increment(came.found());
        collected.increment(came.removed());
        kept.increment(came.kept());
    }

    public void failed() {
        failures.increment();
    }
}
