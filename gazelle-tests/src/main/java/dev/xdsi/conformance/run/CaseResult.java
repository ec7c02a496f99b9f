package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.Case;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a case. */
public record CaseResult(Case of, Outcome outcome, List<StepResult> steps, Duration took) {
    /** A case that does not apply needs something that the target has not. */
    public enum Outcome {
        PASSED,
        FAILED,
        NOT_APPLICABLE
    }

    public CaseResult {
        steps = List.copyOf(steps);
    }

    /** What was wrong, a line each. */
    public String why() {
        return steps.stream()
                .flatMap(step -> step.findings().stream()
                        .filter(finding -> !finding.isGood())
                        .map(finding -> step.name() + ": " + finding))
                .collect(Collectors.joining("\n"));
    }
}
