package dev.xdsi.assertion;

import dev.xdsi.assertion.issue.IssuePolicy;
import dev.xdsi.assertion.issue.LogInAudit;
import dev.xdsi.assertion.issue.RequestSecurityToken;
import dev.xdsi.assertion.issue.TokenRequest;
import dev.xdsi.assertion.issue.TokenResponse;
import dev.xdsi.assertion.saml.AssertionIssuer;
import dev.xdsi.assertion.saml.SigningKey;
import dev.xdsi.assertion.user.Argon2id;
import dev.xdsi.assertion.user.Authentication;
import dev.xdsi.assertion.user.LockOut;
import dev.xdsi.assertion.user.UserStore;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.transaction.Transaction;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The X-Assertion Provider (ITI TF-1: 13.4): authenticates local users and issues assertions about them. */
public final class XAssertionProvider {
    private final UserStore users;
    private final Argon2id argon2id;
    private final Transaction<TokenRequest, TokenResponse> requestSecurityToken;
    private final Transaction<TokenRequest, TokenResponse> renewal;

    /**
     * The settings of a provider.
     *
     * @param endpoint the address of its WS-Trust service
     */
    public record Configuration(
            URI endpoint, SigningKey key, IssuePolicy policy, LockOut lockOut, Argon2id.Cost cost) {}

    /** What comes from outside: time and chance. */
    public record Surroundings(InstantSource clock, Supplier<UUID> uuids, SecureRandom random) {}

    public XAssertionProvider(
            Configuration configuration, UserStore users, AuditTrail audit, Surroundings surroundings) {
        this.users = users;
        this.argon2id = new Argon2id(configuration.cost(), surroundings.random());
        IssuePolicy policy = configuration.policy();
        renewal = new RequestSecurityToken(
                new Authentication(users, argon2id, configuration.lockOut(), surroundings.clock()),
                users,
                new AssertionIssuer(configuration.key(), surroundings.uuids()),
                policy,
                surroundings.clock());
        requestSecurityToken =
                audit.around(renewal, new LogInAudit(audit.context(), configuration.endpoint(), policy.issuer()));
    }

    /** Issues an assertion to who proves himself; every attempt is a record in the audit trail. */
    public Transaction<TokenRequest, TokenResponse> requestSecurityToken() {
        return requestSecurityToken;
    }

    /** The same for the renewal of an assertion in a log-in that is recorded already: nothing new happens. */
    public Transaction<TokenRequest, TokenResponse> renewal() {
        return renewal;
    }

    /** The users, to be managed by an administrator. */
    public UserStore users() {
        return users;
    }

    /** Makes the hashes of new passwords. */
    public Argon2id argon2id() {
        return argon2id;
    }

    /** Throws when nobody could be authenticated now. */
    public void check() {
        users.find("");
    }
}
