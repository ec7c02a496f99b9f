package dev.xdsi.assertion.issue;

import dev.xdsi.assertion.issue.TokenResponse.Issued;
import dev.xdsi.assertion.issue.TokenResponse.Reason;
import dev.xdsi.assertion.issue.TokenResponse.Refused;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.audit.EventOutcome.Indicator;
import dev.xdsi.audit.UserEvents;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The audit message of an attempt to be authenticated: User Authentication, Login (DICOM PS3.15 A.5.3.13). */
public final class LogInAudit implements AuditRecipe<TokenRequest, TokenResponse> {
    private final AuditContext context;
    private final URI endpoint;
    private final String issuer;

    /** @param issuer the name of the provider in assertions, and so in the names of its users */
    public LogInAudit(AuditContext context, URI endpoint, String issuer) {
        this.context = context;
        this.endpoint = endpoint;
        this.issuer = issuer;
    }

    @Override
    public AuditEvent describe(Outcome<TokenRequest, TokenResponse> outcome) {
        @Nullable PatientId patient = outcome.request().claims().about().patient();
        Caller.Node node = outcome.caller().node();
        UserEvents.Place place = new UserEvents.Place(node, context.serving(endpoint));
        return switch (outcome) {
            case Outcome.Answered<TokenRequest, TokenResponse>(var request, var caller, Issued issued) ->
                UserEvents.login(place, issued.user(), EventOutcome.SUCCESS, patient);
            case Outcome.Answered<TokenRequest, TokenResponse>(var request, var caller, Refused refused) ->
                UserEvents.login(place, claimed(request), refusal(refused), patient);
            case Outcome.Failed<TokenRequest, TokenResponse>(var request, var caller, var failure) ->
                UserEvents.login(place, claimed(request), EventOutcome.failed(failure), patient);
        };
    }

    /** A locked account is under attack or its user in need: worse than a slip of the finger. */
    private static EventOutcome refusal(Refused refused) {
        return new EventOutcome(
                refused.reason() == Reason.LOCKED ? Indicator.SERIOUS_FAILURE : Indicator.MINOR_FAILURE,
                refused.forTheTrail());
    }

    /** Who the caller said he is; nothing else is known of him. */
    private Caller.User claimed(TokenRequest request) {
        String name = request.proof().userId();
        String id = name.length() > 64 ? name.substring(0, 64) : name;
        return new Caller.User(
                new Caller.Identity(id, issuer, id, null), Caller.Affiliation.UNKNOWN, Caller.Intent.NONE);
    }
}
