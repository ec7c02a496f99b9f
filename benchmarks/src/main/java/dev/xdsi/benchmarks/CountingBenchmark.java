package dev.xdsi.benchmarks;

import dev.xdsi.audit.Attempt;
import dev.xdsi.audit.Attempt.Effort;
import dev.xdsi.audit.Attempt.Exchange;
import dev.xdsi.audit.Attempt.Origin;
import dev.xdsi.audit.Attempt.Side;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.gateway.metrics.Meters;
import dev.xdsi.gateway.metrics.TransactionMeters;
import dev.xdsi.gateway.operations.Logbook;
import java.nio.file.Path;
import java.time.Clock;

/** What it costs a transaction to be timed and counted: for Prometheus, and for the operator's page. */
final class CountingBenchmark {
    private static final int WARMING = 2_000_000;
    private static final int MEASURED = 2_000_000;

    private final Path work;
    private final Benchmarks.Report report;

    CountingBenchmark(Path work, Benchmarks.Report report) {
        this.work = work;
        this.report = report;
    }

    void measure() {
        try (Meters meters = new Meters(work)) {
            TransactionMeters transactions = new TransactionMeters(meters);
            Logbook logbook = new Logbook(Clock.systemUTC());
            count(transactions, logbook, WARMING);
            long begun = System.nanoTime();
            count(transactions, logbook, MEASURED);
            report.row("count an attempt at a transaction", (double) (System.nanoTime() - begun) / MEASURED, "ns");
        }
    }

    private static void count(TransactionMeters transactions, Logbook logbook, int attempts) {
        for (int i = 0; i < attempts; i++) {
            long begun = System.nanoTime();
            Attempt attempt = new Attempt(
                    new Origin("registry", ""),
                    new Exchange("ITI-18", Side.SERVED),
                    EventOutcome.SUCCESS,
                    new Effort(System.nanoTime() - begun, 1, 1_000),
                    null);
            transactions.made(attempt);
            logbook.made(attempt);
        }
    }
}
