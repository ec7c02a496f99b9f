package dev.xdsi.disclosure;

import dev.xdsi.transaction.Caller;

/**
 * Decides what a caller may see, by the patients' consents and the policy of the affinity domain (ITI TF-1: 19; ITI TF-1: 39). Asked
 * on every path on which something about a patient is read. It never throws: where it cannot decide, the answer is no, by {@link Decision.Undecided}.
 */
public interface ConsentDecisionPoint {
    /** An affinity domain in which consent is no question. */
    ConsentDecisionPoint WITHOUT_CONSENT =
            (caller, transaction) -> resource -> new Decision.Permitted("no consent rules", false);

    /**
     * What the caller may see during one call.
     *
     * @param transaction by its number, {@code ITI-18}
     */
    View viewOf(Caller caller, String transaction);

    /** One call's questions. Consents are read once for each patient that the call touches. For one thread at a time. */
    @FunctionalInterface
    interface View {
        Decision maySee(Resource resource);

        /** May the call begin, knowing only whom it is about? A patient who shares nothing is as good as unknown. */
        default Decision mayAskAbout(Resource patient) {
            return maySee(patient);
        }
    }
}
