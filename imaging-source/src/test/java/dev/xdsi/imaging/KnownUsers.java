package dev.xdsi.imaging;

import dev.xdsi.imaging.identity.UserIdentities;
import dev.xdsi.imaging.partner.ProvenUser;
import dev.xdsi.transaction.Caller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows ada by her passcode, and whoever's name stands in an assertion that says it is signed. */
public final class KnownUsers implements UserIdentities {
    public static final String PASSCODE = "correct hörse";
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** What was refused, and by whose word. */
    public final List<String> refused = new CopyOnWriteArrayList<>();

    /** How often somebody was asked about. */
    public final List<Presented> presented = new CopyOnWriteArrayList<>();

    private final InstantSource clock;
    private volatile boolean broken;

    public KnownUsers(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on nobody can be asked about. */
    public void breakDown() {
        broken = true;
    }

    @Override
    public Answer byPasscode(String username, String passcode, Presented how) {
        presented.add(how);
        if (broken) {
            throw new IllegalStateException("the database is away");
        }
        return switch (username) {
            case "ada" -> passcode.equals(PASSCODE) ? proven(username) : new Answer.Refused();
            case "many" -> new Answer.Busy();
            case "elsewhere" -> new Answer.Unsupported();
            default -> new Answer.Refused();
        };
    }

    @Override
    public Answer byAssertion(String saml, Presented how) {
        presented.add(how);
        return saml.startsWith("<signed>") ? proven(saml.substring("<signed>".length())) : new Answer.Refused();
    }

    @Override
    public void refused(String reason, Presented how) {
        refused.add(how.from().userId() + ": " + reason);
    }

    private Answer proven(String name) {
        Caller.User user = new Caller.User(
                new Caller.Identity(name, "https://idp", name, null), Caller.Affiliation.UNKNOWN, Caller.Intent.NONE);
        return new Answer.Proven(new ProvenUser(
                user, new Caller.Assertion("of " + name), clock.instant().plus(LIFETIME), clock));
    }
}
