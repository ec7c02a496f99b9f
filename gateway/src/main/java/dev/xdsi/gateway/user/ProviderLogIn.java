package dev.xdsi.gateway.user;

import dev.xdsi.assertion.XAssertionProvider;
import dev.xdsi.assertion.issue.TokenClaims;
import dev.xdsi.assertion.issue.TokenRequest;
import dev.xdsi.assertion.issue.TokenResponse;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.DeniedRequests;
import dev.xdsi.audit.UserEvents;
import dev.xdsi.consumer.portal.LogIn;
import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The portal's log-in, by the X-Assertion Provider of this process. */
public final class ProviderLogIn implements LogIn {
    private final XAssertionProvider provider;
    private final Set<String> emergencyPurposes;
    private final AuditTrail audit;
    private final URI portal;
    private final DeniedRequests denials;

    /**
     * The log-in of a portal.
     *
     * @param emergencyPurposes purposes of use that are emergencies, as {@code code^^codingScheme}
     */
    public ProviderLogIn(
            XAssertionProvider provider,
            Set<String> emergencyPurposes,
            AuditTrail audit,
            URI portal,
            InstantSource clock) {
        this.provider = provider;
        this.emergencyPurposes = Set.copyOf(emergencyPurposes);
        this.audit = audit;
        this.portal = portal;
        this.denials = new DeniedRequests(audit, clock);
    }

    @Override
    public Result byPassword(String userId, String password, Caller.Node from) {
        return result(
                provider.requestSecurityToken(),
                new TokenRequest(new TokenRequest.Password(userId, password), TokenClaims.NONE),
                from);
    }

    @Override
    public Result again(Proven user, Caller.Node from) {
        return result(provider.renewal(), new TokenRequest(loggedIn(user), TokenClaims.NONE), from);
    }

    @Override
    public Result emergency(Proven user, PatientId patient, String reason, Caller.Node from) {
        Optional<Code> purpose = user.rights().purposesOfUse().stream()
                .filter(code -> emergencyPurposes.contains(code.coded()))
                .findFirst();
        if (purpose.isEmpty()) {
            // The provider grants no reason without an emergency. It is asked all the same: it records who tried.
            provider.requestSecurityToken()
                    .perform(
                            new TokenRequest(
                                    loggedIn(user),
                                    new TokenClaims(
                                            List.of(), List.of(), new TokenClaims.About(patient, reason), null, null)),
                            new Caller(from, null));
            return new Refused("You may not state an emergency.");
        }
        return result(
                provider.requestSecurityToken(),
                new TokenRequest(loggedIn(user), TokenClaims.emergency(purpose.get(), patient, reason)),
                from);
    }

    @Override
    public void loggedOut(Proven user, Caller.Node from) {
        audit.record(
                UserEvents.logout(new UserEvents.Place(from, audit.context().serving(portal)), user.user()));
    }

    @Override
    public void denied(Proven user, Caller.Node from, Asked asked, String sentence) {
        denials.denied(new Caller(from, user.user()), asked.method(), portal + asked.path(), sentence);
    }

    private static TokenRequest.LoggedIn loggedIn(Proven user) {
        return new TokenRequest.LoggedIn(user.user().identity().id(), user.since());
    }

    private static Result result(
            Transaction<TokenRequest, TokenResponse> transaction, TokenRequest request, Caller.Node from) {
        return switch (transaction.perform(request, new Caller(from, null))) {
            case TokenResponse.Refused refused -> new Refused(refused.sentence());
            case TokenResponse.Issued issued ->
                new Proven(
                        issued.user(),
                        issued.assertion(),
                        issued.validity().authenticated(),
                        issued.validity().notOnOrAfter(),
                        new Rights(
                                issued.account().rights().purposesOfUse(),
                                issued.account().rights().breakGlass(),
                                issued.account().rights().administrator()));
        };
    }
}
