package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.Scope;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.conformance.cases.Text;
import dev.xdsi.conformance.host.Target;
import dev.xdsi.conformance.wire.Transport;

/**
 * What a step is done with.
 *
 * @param step with every name in it resolved
 * @param names those of the case, and those that the step adds under {@code with}
 */
public record StepContext(Step step, Scope names, Text text, Target target, Transport transport) {}
