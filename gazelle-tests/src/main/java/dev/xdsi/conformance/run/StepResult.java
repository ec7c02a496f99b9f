package dev.xdsi.conformance.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step.
 *
 * @param exchange nothing when it could not even be sent
 */
public record StepResult(String name, @Nullable Exchange exchange, List<Finding> findings) {
    public StepResult {
        findings = List.copyOf(findings);
    }

    public boolean isGood() {
        return findings.stream().allMatch(Finding::isGood);
    }
}
