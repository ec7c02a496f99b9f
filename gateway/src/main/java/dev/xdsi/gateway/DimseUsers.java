package dev.xdsi.gateway;

import dev.xdsi.assertion.XAssertionProvider;
import dev.xdsi.assertion.issue.TokenClaims;
import dev.xdsi.assertion.issue.TokenRequest;
import dev.xdsi.assertion.issue.TokenResponse;
import dev.xdsi.imaging.identity.UserIdentities;
import dev.xdsi.imaging.partner.ProvenUser;
import dev.xdsi.soap.xua.AssertionVerifier;
import dev.xdsi.soap.xua.Presenter;
import dev.xdsi.soap.xua.Verdict;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Users of associations, proven as others are: by an assertion as by XUA, by a passcode as at the portal's log-in, attempts counted and
 * recorded there.
 *
 * @param provider who knows the local users; empty where it runs elsewhere
 * @param refusals hears of each identity that was refused, but for passcodes, which the provider records
 */
record DimseUsers(
        AssertionVerifier verifier, Optional<XAssertionProvider> provider, Refusals refusals, InstantSource clock)
        implements UserIdentities {
    /** Users are disabled, and issuers no longer trusted, while an association stands: so long, at most, it is believed. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Records identities that were refused. */
    @FunctionalInterface
    interface Refusals {
        /** @param forTheLog what only the log is told beside */
        void refused(Caller.Node node, URI endpoint, String reason, String forTheLog);
    }

    @Override
    public Answer byPasscode(String username, String passcode, Presented presented) {
        if (provider.isEmpty()) {
            return new Answer.Unsupported();
        }
        TokenRequest request = new TokenRequest(new TokenRequest.Password(username, passcode), TokenClaims.NONE);
        return switch (provider.get().requestSecurityToken().perform(request, new Caller(presented.from(), null))) {
            case TokenResponse.Issued issued ->
                proven(issued.user(), issued.assertion(), issued.validity().notOnOrAfter());
            case TokenResponse.Refused refused
            when refused.reason() == TokenResponse.Reason.REQUEST_FAILED -> new Answer.Busy();
            case TokenResponse.Refused ignored -> new Answer.Refused();
        };
    }

    @Override
    public Answer byAssertion(String saml, Presented presented) {
        return switch (verifier.verify(saml, new Presenter(presented.certificate()))) {
            case Verdict.Accepted accepted -> proven(accepted.user(), accepted.assertion(), accepted.until());
            case Verdict.Refused refused -> {
                refusals.refused(
                        presented.from(), presented.at(), KnownCallers.reason(refused), KnownCallers.claimed(refused));
                yield new Answer.Refused();
            }
        };
    }

    @Override
    public void refused(String reason, Presented presented) {
        refusals.refused(presented.from(), presented.at(), reason, "");
    }

    private Answer proven(Caller.User user, Caller.Assertion assertion, Instant until) {
        Instant latest = clock.instant().plus(LONGEST);
        return new Answer.Proven(new ProvenUser(user, assertion, until.isBefore(latest) ? until : latest, clock));
    }
}
