package dev.xdsi.consent;

import dev.xdsi.transaction.Caller.User;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the affinity domain has agreed on about consent. Codes are {@code code^^codingScheme}.
 *
 * @param unlessSaid what holds where no consent in force says anything
 * @param treatingRoles who counts as treating staff
 * @param breakGlassRoles who may override consents in an emergency
 * @param emergencyPurposes purposes of use that are emergencies
 * @param policies by OID, all that a consent document may name
 */
public record DomainPolicy(
        Default unlessSaid,
        Set<String> treatingRoles,
        Set<String> breakGlassRoles,
        Set<String> emergencyPurposes,
        Map<String, Policy> policies) {
    /** Whether patients take part only when they agree, or unless they object. */
    public enum Default {
        OPT_IN,
        OPT_OUT
    }

    public DomainPolicy {
        treatingRoles = Set.copyOf(treatingRoles);
        breakGlassRoles = Set.copyOf(breakGlassRoles);
        emergencyPurposes = Set.copyOf(emergencyPurposes);
        policies = Map.copyOf(policies);
    }

    /** An allowed role, an emergency as purpose, and a reason in words: without all three nothing is overridden. */
    boolean mayBreakTheGlass(@Nullable User user) {
        if (user == null) {
            return false;
        }
        String reason = user.intent().emergencyReason();
        return reason != null
                && !reason.isBlank()
                && Policy.anyOf(user.affiliation().roles(), breakGlassRoles)
                && Policy.anyOf(user.intent().purposesOfUse(), emergencyPurposes);
    }
}
