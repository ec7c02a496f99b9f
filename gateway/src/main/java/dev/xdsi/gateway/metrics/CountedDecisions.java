package dev.xdsi.gateway.metrics;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.transaction.Caller;
import io.micrometer.core.instrument.Counter;

/** Counts what the consent decision point decides: permitted, permitted by an emergency, denied. */
public final class CountedDecisions implements ConsentDecisionPoint {
    private final ConsentDecisionPoint decisions;
    private final Counter permitted;
    private final Counter emergency;
    private final Counter denied;

    public CountedDecisions(ConsentDecisionPoint decisions, Meters meters) {
        this.decisions = decisions;
        this.permitted = counter(meters, "permitted");
        this.emergency = counter(meters, "emergency");
        this.denied = counter(meters, "denied");
    }

    private static Counter counter(Meters meters, String outcome) {
        return Counter.builder("xdsi.consent.decisions")
                .description("Answers of the consent decision point, one for each document or patient asked about")
                .tag("outcome", outcome)
                .register(meters.registry());
    }

    @Override
    public View viewOf(Caller caller, String transaction) {
        View view = decisions.viewOf(caller, transaction);
        return new View() {
            @Override
            public Decision maySee(Resource resource) {
                return counted(view.maySee(resource));
            }

            @Override
            public Decision mayAskAbout(Resource patient) {
                return counted(view.mayAskAbout(patient));
            }
        };
    }

    private Decision counted(Decision decision) {
        switch (decision) {
            case Decision.Denied no -> denied.increment();
            case Decision.Undecided no -> denied.increment();
            case Decision.Permitted yes when yes.emergency() -> emergency.increment();
            case Decision.Permitted yes -> permitted.increment();
        }
        return decision;
    }
}
