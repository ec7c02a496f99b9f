package dev.xdsi.conformance.report;

import dev.xdsi.conformance.run.CaseResult;
import dev.xdsi.conformance.run.CaseResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** All cases of one run. */
public record Run(String target, Instant ended, List<CaseResult> results) {
    public Run {
        results = List.copyOf(results);
    }

    public long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** Every case that applies passed, and there was one. */
    public boolean isGood() {
        return count(Outcome.FAILED) == 0 && count(Outcome.PASSED) > 0;
    }

    public Duration took() {
        return results.stream().map(CaseResult::took).reduce(Duration.ZERO, Duration::plus);
    }
}
