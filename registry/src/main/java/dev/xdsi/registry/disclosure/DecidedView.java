package dev.xdsi.registry.disclosure;

import dev.xdsi.disclosure.ConsentDecisionPoint.View;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.disclosure.Resource;

/** For who can wait: what cannot be decided now is not taken for something that may not be seen, but fails the question. */
public record DecidedView(View view) implements View {
    @Override
    public Decision maySee(Resource resource) {
        return decided(view.maySee(resource));
    }

    @Override
    public Decision mayAskAbout(Resource patient) {
        return decided(view.mayAskAbout(patient));
    }

    private static Decision decided(Decision decision) {
        if (decision instanceof Decision.Undecided(String because)) {
            throw new IllegalStateException("it cannot be decided now: " + because);
        }
        return decision;
    }
}
