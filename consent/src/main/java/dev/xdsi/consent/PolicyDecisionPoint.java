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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by the consent documents of the patient (ITI TF-1: 19). A denial by any consent in force wins over a permission, a
 * permission over the default of the domain, and an emergency over a denial, but never over consents that cannot be read. An assertion
 * about one patient, or by a consent that no longer counts, is not one about another, or by none (ITI TF-2: 3.40.4.1.2).
 */
public final class PolicyDecisionPoint implements ConsentDecisionPoint {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyDecisionPoint.class);

    private static final String URN = "urn:oid:";

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

    /** @param obstacle why it is denied whatever the consents say; null for nothing */
    private record Found(
            List<ConsentOnFile> inForce, @Nullable String obstacle) {}

    private final class CallersView implements View {
        private final Caller caller;
        private final @Nullable User user;
        private final String transaction;
        private final Instant now;
        private final Map<PatientId, Optional<Found>> found = new HashMap<>();

        CallersView(Caller caller, String transaction, Instant now) {
            this.caller = caller;
            this.user = caller.user();
            this.transaction = transaction;
            this.now = now;
        }

        @Override
        public Decision maySee(Resource resource) {
            if (isAboutAnother(resource.patientId())) {
                return new Decision.Denied("the assertion is about another patient");
            }
            Optional<Found> consents = found.computeIfAbsent(resource.patientId(), this::read);
            if (consents.isEmpty()) {
                return new Decision.Undecided("the consents of the patient cannot be read");
            }
            Decision decision = consents.get().obstacle() == null
                    ? byConsents(consents.get().inForce(), resource)
                    : new Decision.Denied(consents.get().obstacle());
            return !decision.isPermitted() && emergency(resource)
                    ? new Decision.Permitted("emergency override; else " + decision.because(), true)
                    : decision;
        }

        /** Ids of one authority can be compared; what another calls a patient says nothing of whom we mean. */
        private boolean isAboutAnother(PatientId patientId) {
            PatientId asserted = user == null ? null : user.intent().patientId();
            return asserted != null
                    && asserted.assigningAuthority().equals(patientId.assigningAuthority())
                    && !asserted.equals(patientId);
        }

        /** A consent that nobody here knows may be on file in the user's own community. */
        private boolean refersToStale(PatientId patientId, List<ConsentOnFile> approved) {
            if (user == null || user.intent().consentDocuments().isEmpty()) {
                return false;
            }
            Set<String> uncounted = approved.stream()
                    .filter(consent -> !consent.inForce(now))
                    .map(ConsentOnFile::uniqueId)
                    .collect(Collectors.toCollection(HashSet::new));
            uncounted.addAll(documents.withdrawn(patientId, caller));
            return user.intent().consentDocuments().stream()
                    .map(named -> named.startsWith(URN) ? named.substring(URN.length()) : named)
                    .anyMatch(uncounted::contains);
        }

        /** Whatever went wrong there, here it means no; what it was is for the operator's log. */
        private Optional<Found> read(PatientId patientId) {
            try {
                List<ConsentOnFile> approved = documents.of(patientId, caller);
                return Optional.of(new Found(
                        approved.stream()
                                .filter(consent -> consent.inForce(now))
                                .toList(),
                        obstacle(patientId, approved)));
            } catch (RuntimeException e) {
                LOG.error("{} is denied because consents cannot be read", transaction, e);
                return Optional.empty();
            }
        }

        private @Nullable String obstacle(PatientId patientId, List<ConsentOnFile> approved) {
            if (refersToStale(patientId, approved)) {
                return "the assertion refers to a consent that does not count, or no longer";
            }
            // With opt-in, no consent is a denial already.
            return approved.isEmpty()
                            && domain.unlessSaid() == DomainPolicy.Default.OPT_OUT
                            && !documents.isSureOfNone(patientId, caller)
                    ? "the registry shows nothing of the patient, who may object or be known by another id"
                    : null;
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
