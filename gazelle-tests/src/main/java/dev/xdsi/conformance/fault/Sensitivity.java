package dev.xdsi.conformance.fault;

import dev.xdsi.conformance.cases.Case;
import dev.xdsi.conformance.run.CaseResult;
import dev.xdsi.conformance.run.CaseResult.Outcome;
import dev.xdsi.conformance.run.Exchange;
import dev.xdsi.conformance.run.Runner;
import dev.xdsi.conformance.run.StepResult;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether cases that pass would notice faults. What a fault does to an answer is judged on the answer that was recorded when the case
 * passed; what it does to a request is played anew.
 */
public record Sensitivity(Runner runner, Transport transport) {

    /** The faults that make the case fail, of those that concern it. */
    public List<Fault> noticed(CaseResult passed, List<Fault> faults) throws InterruptedException {
        List<Fault> noticed = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault.concerns(passed.of())
                    && (fault.isOfRequest() ? failsWith(passed.of(), fault) : isNoticed(passed, fault))) {
                noticed.add(fault);
            }
        }
        return noticed;
    }

    /** Plays the case with the fault between runner and tested side. */
    public boolean failsWith(Case each, Fault fault) throws InterruptedException {
        return runner.run(each, transport, new BreakingTransport(transport, fault))
                        .outcome()
                == Outcome.FAILED;
    }

    private static boolean isNoticed(CaseResult passed, Fault fault) {
        return passed.steps().stream().filter(StepResult::isTested).anyMatch(step -> isNoticed(step, fault));
    }

    private static boolean isNoticed(StepResult step, Fault fault) {
        Exchange exchange = step.exchange();
        if (exchange == null) {
            return false;
        }
        Answer broken = fault.broken(exchange.answer());
        return !broken.equals(exchange.answer()) && !step.wouldPass(broken);
    }
}
