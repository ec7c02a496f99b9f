package dev.xdsi.assertion.issue;

import dev.xdsi.assertion.issue.TokenResponse.Issued;
import dev.xdsi.assertion.issue.TokenResponse.Reason;
import dev.xdsi.assertion.issue.TokenResponse.Refused;
import dev.xdsi.assertion.saml.AssertionIssuer;
import dev.xdsi.assertion.saml.Validity;
import dev.xdsi.assertion.user.Authentication;
import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.assertion.user.UserStore;
import dev.xdsi.model.Code;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Authenticates a user and issues an assertion about him (ITI TF-1: 13.4, the X-Assertion Provider). */
public final class RequestSecurityToken implements Transaction<TokenRequest, TokenResponse> {
    /** The same for everything that can be wrong with a log-in, so that it tells nobody who has an account. */
    private final String failed;

    private final Authentication authentication;
    private final UserStore users;
    private final AssertionIssuer issuer;
    private final IssuePolicy policy;
    private final InstantSource clock;
    private final ClaimRules rules;

    public RequestSecurityToken(
            Authentication authentication,
            UserStore users,
            AssertionIssuer issuer,
            IssuePolicy policy,
            InstantSource clock) {
        this.authentication = authentication;
        this.users = users;
        this.issuer = issuer;
        this.policy = policy;
        this.clock = clock;
        this.rules = new ClaimRules(policy);
        this.failed = "User name or password is wrong, or the account is locked. After "
                + authentication.lockOut().attempts() + " wrong passwords an account is locked for "
                + words(authentication.lockOut().duration()) + "; an administrator can unlock it.";
    }

    private static String words(Duration duration) {
        return duration.toMinutes() > 0 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }

    @Override
    public TokenResponse perform(TokenRequest request, Caller caller) {
        return switch (request.proof()) {
            case TokenRequest.Password(String userId, String password) ->
                switch (authentication.verify(userId, password)) {
                    case Authentication.Verdict.Proven(LocalUser user) -> issue(user, request.claims(), now());
                    case Authentication.Verdict.Refused(Authentication.Reason why) -> refused(why);
                };
            case TokenRequest.LoggedIn(String userId, Instant since) ->
                enabled(userId)
                        .map(user -> issue(user, request.claims(), since))
                        .orElseGet(() -> refused(Authentication.Reason.DISABLED));
        };
    }

    private Optional<LocalUser> enabled(String userId) {
        return users.find(userId).map(UserStore.Account::user).filter(LocalUser::enabled);
    }

    private Refused refused(Authentication.Reason why) {
        return switch (why) {
            case TOO_BUSY ->
                new Refused(Reason.REQUEST_FAILED, "Too many log-ins at once. Please try again.", why.words());
            case LOCKED -> new Refused(Reason.LOCKED, failed, why.words());
            case WRONG_PASSWORD, UNKNOWN_USER, DISABLED ->
                new Refused(Reason.FAILED_AUTHENTICATION, failed, why.words());
        };
    }

    private TokenResponse issue(LocalUser user, TokenClaims claims, Instant authenticated) {
        Optional<Refused> broken = rules.broken(user, claims);
        if (broken.isPresent()) {
            return broken.get();
        }
        Instant issued = now();
        Duration wanted = claims.lifetime() == null ? policy.lifetime() : claims.lifetime();
        Duration lifetime = wanted.compareTo(policy.lifetime()) < 0 ? wanted : policy.lifetime();
        Validity validity =
                new Validity(authenticated.isAfter(issued) ? issued : authenticated, issued, issued.plus(lifetime));
        Caller.User described = describe(user, claims);
        return new Issued(user, described, issuer.issue(described, validity, audiences(claims)), validity);
    }

    /** Times in assertions have three decimals: some readers take no more. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private List<String> audiences(TokenClaims claims) {
        URI appliesTo = claims.appliesTo();
        return Stream.concat(
                        policy.audiences().always().stream(),
                        appliesTo == null ? Stream.of() : Stream.of(appliesTo.toString()))
                .distinct()
                .toList();
    }

    private Caller.User describe(LocalUser user, TokenClaims claims) {
        LocalUser.Person person = user.person();
        return new Caller.User(
                new Caller.Identity(user.id(), policy.issuer(), person.name(), null),
                new Caller.Affiliation(
                        person.organization(),
                        person.organizationId(),
                        policy.homeCommunityId(),
                        person.providerIdentifier(),
                        chosen(claims.roles(), user.roles())),
                new Caller.Intent(
                        purposes(user, claims),
                        claims.about().emergencyReason(),
                        claims.about().patient(),
                        List.of(),
                        List.of()));
    }

    /** An emergency is stated, never assumed. */
    private List<Code> purposes(LocalUser user, TokenClaims claims) {
        List<Code> allowed = user.rights().purposesOfUse();
        return claims.purposesOfUse().isEmpty()
                ? allowed.stream()
                        .filter(purpose -> !policy.isEmergency(List.of(purpose)))
                        .limit(1)
                        .toList()
                : chosen(claims.purposesOfUse(), allowed);
    }

    /** In the provider's own words: a display name of the client's is not vouched for. */
    private static List<Code> chosen(List<Code> wanted, List<Code> known) {
        return wanted.isEmpty()
                ? known
                : known.stream()
                        .filter(code -> wanted.stream().anyMatch(code::sameValue))
                        .toList();
    }
}
