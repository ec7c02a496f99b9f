package dev.xdsi.conformance.run;

import dev.xdsi.conformance.wire.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step.
 *
 * @param isTested whether it is what the case is about, and not what prepares it
 * @param exchange nothing when it could not even be sent
 * @param expect what the step expects, names resolved
 */
public record StepResult(
        String name,
        boolean isTested,
        @Nullable Exchange exchange,
        Map<String, Object> expect,
        List<Finding> findings) {
    public StepResult {
        expect = Map.copyOf(expect);
        findings = List.copyOf(findings);
    }

    public boolean isGood() {
        return findings.stream().allMatch(Finding::isGood);
    }

    /** Whether it would have been good with this answer instead. */
    public boolean wouldPass(Answer other) {
        return exchange != null
                && Checks.findings(expect, new Exchange(exchange.sent(), other, exchange.defaults())).stream()
                        .allMatch(Finding::isGood);
    }
}
