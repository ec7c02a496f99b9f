package dev.xdsi.assertion.issue;

import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an assertion is wanted for.
 *
 * @param purposesOfUse none means the user's usual one
 * @param roles those of the user's roles to act in; none means all of them
 * @param about the patient it is about, and the emergency if there is one
 * @param appliesTo for whom it is meant besides the affinity domain
 * @param lifetime how long it is to hold; no longer than the provider allows
 */
public record TokenClaims(
        List<Code> purposesOfUse,
        List<Code> roles,
        About about,
        @Nullable URI appliesTo,
        @Nullable Duration lifetime) {
    /** Nothing special. */
    public static final TokenClaims NONE = new TokenClaims(List.of(), List.of(), About.NOBODY, null, null);

    public TokenClaims {
        purposesOfUse = List.copyOf(purposesOfUse);
        roles = List.copyOf(roles);
    }

    /** For a purpose of use. */
    public static TokenClaims of(Code purposeOfUse) {
        return new TokenClaims(List.of(purposeOfUse), List.of(), About.NOBODY, null, null);
    }

    /** For an emergency of one patient. */
    public static TokenClaims emergency(Code purposeOfUse, PatientId patient, String reason) {
        return new TokenClaims(List.of(purposeOfUse), List.of(), new About(patient, reason), null, null);
    }

    /**
     * Whose data is wanted.
     *
     * @param patient the only patient the assertion is about
     * @param emergencyReason why consent is to be overridden, in the user's own words
     */
    public record About(
            @Nullable PatientId patient, @Nullable String emergencyReason) {
        public static final About NOBODY = new About(null, null);
    }
}
