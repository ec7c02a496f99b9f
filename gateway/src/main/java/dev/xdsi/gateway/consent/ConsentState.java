package dev.xdsi.gateway.consent;

import dev.xdsi.consent.ConsentDocuments;
import dev.xdsi.consent.ConsentOnFile;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a patient shares images with a user: the decision over an image as most are. Who may not break the glass is told the same of every
 * patient, so that nobody learns an objection who can do nothing about it; what is hidden is not told to anybody.
 */
public final class ConsentState implements ConsentStateServlet.States {
    private static final Told NOTHING = new Told(State.UNTOLD, null);

    private final ConsentDecisionPoint decisions;
    private final ConsentDocuments documents;
    private final InstantSource clock;

    /** What is said of a patient. */
    public enum State {
        /** Nothing but what the list of studies says itself. */
        UNTOLD,
        SHARED,
        EMERGENCY_ONLY,
        /** As long as the emergency holds that the user stated. */
        EMERGENCY
    }

    /** @param since from when on the consent counts by which it is so; null without one */
    public record Told(State state, @Nullable Instant since) {}

    /** @param decisions raises no alerts, for nothing is disclosed */
    public ConsentState(ConsentDecisionPoint decisions, ConsentDocuments documents, InstantSource clock) {
        this.decisions = decisions;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public Told of(PatientId patient, Caller caller, boolean mayBreakTheGlass) {
        if (!mayBreakTheGlass) {
            return NOTHING;
        }
        AffinityDomainCodes codes = AffinityDomainCodes.common();
        Resource image = new Resource(
                patient, null, codes.classCode(), codes.typeCode(), Set.copyOf(codes.confidentialityCode()));
        State state = switch (decisions.viewOf(caller, "ITI-43").maySee(image)) {
            case Decision.Permitted permitted -> permitted.emergency() ? State.EMERGENCY : State.SHARED;
            case Decision.Denied denied -> State.EMERGENCY_ONLY;
            case Decision.Undecided undecided -> State.EMERGENCY_ONLY;
        };
        return new Told(state, since(documents.of(patient, caller)));
    }

    /** The newest that counts now: before it, it was perhaps otherwise. */
    private @Nullable Instant since(List<ConsentOnFile> consents) {
        Instant now = clock.instant();
        return consents.stream()
                .filter(consent -> consent.until() == null || now.isBefore(consent.until()))
                .map(ConsentOnFile::from)
                .filter(Objects::nonNull)
                .filter(from -> !now.isBefore(from))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
