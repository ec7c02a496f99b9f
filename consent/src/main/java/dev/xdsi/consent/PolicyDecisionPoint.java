package dev.xdsi.consent;

import dev.xdsi.consent.Policy.Effect;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Caller.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by the consent documents of the patient (ITI TF-1: 19). A denial by any consent in force wins over a permission, a
 * permission over the default of the domain, and an emergency over a denial, but never over consents that cannot be read.
 */
public final class PolicyDecisionPoint implements ConsentDecisionPoint {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyDecisionPoint.class);

    private final DomainPolicy domain;
    private final ConsentDocuments documents;
    private final InstantSource clock;

    public PolicyDecisionPoint(DomainPolicy domain, ConsentDocuments documents, InstantSource clock) {
        this.domain = domain;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public View viewOf(Caller caller, String transaction) {
        return new CallersView(caller, transaction, clock.instant());
    }

    private final class CallersView implements View {
        private final Caller caller;
        private final @Nullable User user;
        private final String transaction;
        private final Instant now;
        private final Map<PatientId, Optional<List<ConsentOnFile>>> inForce = new HashMap<>();

        CallersView(Caller caller, String transaction, Instant now) {
            this.caller = caller;
            this.user = caller.user();
            this.transaction = transaction;
            this.now = now;
        }

        @Override
        public Decision maySee(Resource resource) {
            Optional<List<ConsentOnFile>> consents = inForce.computeIfAbsent(resource.patientId(), this::read);
            if (consents.isEmpty()) {
                return new Decision.Denied("the consents of the patient cannot be read");
            }
            Decision decision = byConsents(consents.get(), resource);
            return !decision.isPermitted() && emergency(resource)
                    ? new Decision.Permitted("emergency override; else " + decision.because(), true)
                    : decision;
        }

        /** Whatever went wrong there, here it means no; what it was is for the operator's log. */
        private Optional<List<ConsentOnFile>> read(PatientId patientId) {
            try {
                return Optional.of(documents.of(patientId, caller).stream()
                        .filter(consent -> consent.inForce(now))
                        .toList());
            } catch (RuntimeException e) {
                LOG.error("{} is denied because consents cannot be read", transaction, e);
                return Optional.empty();
            }
        }

        private Decision byConsents(List<ConsentOnFile> consents, Resource resource) {
            Decision permitted = null;
            for (ConsentOnFile consent : consents) {
                for (String oid : consent.policies()) {
                    String which = "policy " + oid + " of consent " + consent.uniqueId();
                    Policy policy = domain.policies().get(oid);
                    if (policy == null) {
                        return new Decision.Denied(which + " is unknown in this domain");
                    }
                    Effect effect = policy.effect(user, resource, domain.treatingRoles());
                    if (effect == Effect.DENY) {
                        return new Decision.Denied(which + " denies");
                    }
                    if (effect == Effect.PERMIT) {
                        permitted = new Decision.Permitted(which + " permits", false);
                    }
                }
            }
            return permitted == null ? byDefault() : permitted;
        }

        private Decision byDefault() {
            return switch (domain.unlessSaid()) {
                case OPT_OUT -> new Decision.Permitted("no consent in force objects (opt-out)", false);
                case OPT_IN -> new Decision.Denied("no consent in force agrees (opt-in)");
            };
        }

        /** An assertion about one patient opens no other patient's records. */
        private boolean emergency(Resource resource) {
            return user != null
                    && domain.mayBreakTheGlass(user)
                    && (user.intent().patientId() == null
                            || resource.patientId().equals(user.intent().patientId()));
        }
    }
}
