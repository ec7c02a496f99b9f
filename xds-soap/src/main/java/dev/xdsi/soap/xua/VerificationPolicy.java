package dev.xdsi.soap.xua;

import java.time.Duration;
import java.util.Set;

/**
 * What this node demands of the assertions of issuers that it trusts.
 *
 * @param audiences the URIs by which assertions may mean us; every AudienceRestriction must name one of them
 * @param recipients URIs of this node: a Recipient must be one of them, or lie below one
 * @param maxLifetime between NotBefore and NotOnOrAfter
 * @param clockSkew by how much the clocks of an issuer and ours may differ
 */
public record VerificationPolicy(
        Set<String> audiences, Set<String> recipients, Duration maxLifetime, Duration clockSkew) {
    public VerificationPolicy {
        audiences = Set.copyOf(audiences);
        recipients = Set.copyOf(recipients);
        if (maxLifetime.isNegative() || maxLifetime.isZero() || clockSkew.isNegative()) {
            throw new IllegalArgumentException("a lifetime must be positive, a clock skew not negative");
        }
    }

    boolean isRecipient(String uri) {
        return audiences.contains(uri)
                || recipients.stream().anyMatch(base -> uri.equals(base) || uri.startsWith(base + "/"));
    }
}
