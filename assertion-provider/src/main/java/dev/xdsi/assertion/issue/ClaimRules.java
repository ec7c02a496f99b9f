package dev.xdsi.assertion.issue;

import dev.xdsi.assertion.issue.TokenResponse.Reason;
import dev.xdsi.assertion.issue.TokenResponse.Refused;
import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.model.Code;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Which wishes are granted to whom, as a list of rules; the first that is broken is the answer. */
final class ClaimRules {
    private static final int LONGEST_REASON = 500;

    private final IssuePolicy policy;
    private final List<BiFunction<LocalUser, TokenClaims, Optional<Refused>>> rules = List.of(
            this::purposes,
            this::roles,
            this::emergency,
            this::emergencyIsAboutAPatient,
            this::appliesTo,
            this::lifetime);

    ClaimRules(IssuePolicy policy) {
        this.policy = policy;
    }

    Optional<Refused> broken(LocalUser user, TokenClaims claims) {
        return rules.stream().flatMap(rule -> rule.apply(user, claims).stream()).findFirst();
    }

    private Optional<Refused> purposes(LocalUser user, TokenClaims claims) {
        return missing(claims.purposesOfUse(), user.rights().purposesOfUse())
                .map(purpose -> refused("The user may not state the purpose of use " + purpose.coded() + "."));
    }

    private Optional<Refused> roles(LocalUser user, TokenClaims claims) {
        return missing(claims.roles(), user.roles())
                .map(role -> refused("The user does not have the role " + role.coded() + "."));
    }

    private Optional<Refused> emergency(LocalUser user, TokenClaims claims) {
        return policy.isEmergency(claims.purposesOfUse()) && !user.rights().breakGlass()
                ? Optional.of(refused("The user may not state an emergency."))
                : Optional.empty();
    }

    private Optional<Refused> emergencyIsAboutAPatient(LocalUser user, TokenClaims claims) {
        @Nullable String reason = claims.about().emergencyReason();
        if (!policy.isEmergency(claims.purposesOfUse())) {
            return reason == null
                    ? Optional.empty()
                    : Optional.of(refused("A reason for an emergency comes with an emergency as purpose of use."));
        }
        if (claims.about().patient() == null) {
            return Optional.of(refused("An emergency is one patient's: name the patient."));
        }
        if (reason == null || reason.isBlank()) {
            return Optional.of(refused("An emergency needs a reason in words."));
        }
        return reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)
                ? Optional.of(refused("The reason must be one line of at most " + LONGEST_REASON + " characters."))
                : Optional.empty();
    }

    private Optional<Refused> appliesTo(LocalUser user, TokenClaims claims) {
        URI wanted = claims.appliesTo();
        return wanted == null
                        || policy.audiences().onRequest().contains(wanted)
                        || policy.audiences().always().contains(wanted.toString())
                ? Optional.empty()
                : Optional.of(new Refused(
                        Reason.INVALID_SCOPE,
                        "This provider issues no assertions for the address in AppliesTo.",
                        "AppliesTo"));
    }

    private Optional<Refused> lifetime(LocalUser user, TokenClaims claims) {
        Duration wanted = claims.lifetime();
        return wanted != null && wanted.compareTo(IssuePolicy.SHORTEST) < 0
                ? Optional.of(new Refused(
                        Reason.INVALID_TIME_RANGE,
                        "The wanted lifetime has ended, or is shorter than " + IssuePolicy.SHORTEST.toSeconds() + " s.",
                        "lifetime"))
                : Optional.empty();
    }

    private static Optional<Code> missing(List<Code> wanted, List<Code> allowed) {
        return wanted.stream()
                .filter(code -> allowed.stream().noneMatch(code::sameValue))
                .findFirst();
    }

    private static Refused refused(String sentence) {
        return new Refused(Reason.REQUEST_FAILED, sentence, "claims not granted");
    }
}
