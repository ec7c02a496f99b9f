package dev.xdsi.consumer.portal;

import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Vouches for everybody whose password is the name, spelled backwards; "boss" may do everything. */
public final class TestLogIn implements LogIn {
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    static final Code TREATMENT = Code.of("TREATMENT", "2.16.840.1.113883.3.18.7.1", "Treatment");
    static final Code EMERGENCY = Code.of("EMERGENCY", "2.16.840.1.113883.3.18.7.1", "Emergency");

    /** What was asked, in the order it was. */
    final List<String> asked = new ArrayList<>();

    /** What happens when a password was found right, and nobody has been told yet. */
    Runnable afterProof = () -> {};

    final Set<String> disabled = new HashSet<>();
    private final InstantSource clock;

    private final boolean withAssertions;

    TestLogIn(InstantSource clock) {
        this(clock, true);
    }

    private TestLogIn(InstantSource clock, boolean withAssertions) {
        this.clock = clock;
        this.withAssertions = withAssertions;
    }

    /** For partners that do not speak XUA. */
    public static TestLogIn withoutAssertions(InstantSource clock) {
        return new TestLogIn(clock, false);
    }

    /** A session of a user who just logged in. */
    public static Session session(InstantSource clock, String user) {
        TestLogIn logIn = new TestLogIn(clock);
        return new Session(logIn, clock, logIn.proven(user, clock.instant(), null, null), "csrf");
    }

    /** The user logs out, or is away for too long. */
    public static void end(Session session) {
        session.end();
    }

    public static String passwordOf(String user) {
        return new StringBuilder(user).reverse().toString();
    }

    @Override
    public Result byPassword(String userId, String password, Caller.Node from) {
        asked.add("log in " + userId);
        if (!password.equals(passwordOf(userId)) || disabled.contains(userId)) {
            return new Refused("No.");
        }
        afterProof.run();
        return proven(userId, clock.instant(), null, null);
    }

    @Override
    public Result again(Proven user, Caller.Node from) {
        String id = user.user().identity().id();
        asked.add("again " + id);
        return disabled.contains(id) ? new Refused("No.") : proven(id, user.since(), null, null);
    }

    @Override
    public Result emergency(Proven user, PatientId patient, String reason, Caller.Node from) {
        String id = user.user().identity().id();
        asked.add("emergency " + id + " " + patient.id() + " " + reason);
        return user.rights().breakGlass() && !reason.isBlank()
                ? proven(id, user.since(), patient, reason)
                : new Refused("No emergency.");
    }

    @Override
    public void loggedOut(Proven user, Caller.Node from) {
        asked.add("log out " + user.user().identity().id());
    }

    @Override
    public void denied(Proven user, Caller.Node from, Asked asked, String sentence) {
        this.asked.add("denied " + user.user().identity().id() + " " + asked.method() + " " + asked.path());
    }

    private Proven proven(String id, Instant since, @Nullable PatientId patient, @Nullable String reason) {
        Code purpose = reason == null ? TREATMENT : EMERGENCY;
        return new Proven(
                new Caller.User(
                        new Caller.Identity(id, "test", "Dr. " + id, null),
                        new Caller.Affiliation("St. Mary's", null, null, null, List.of(TREATMENT)),
                        new Caller.Intent(List.of(purpose), reason, patient, List.of(), List.of())),
                withAssertions
                        ? new Caller.Assertion("<a xmlns='urn:test'>" + id + " " + purpose.code() + "</a>")
                        : null,
                since,
                clock.instant().plus(LIFETIME),
                new Rights(List.of(TREATMENT), id.equals("boss"), id.equals("boss")));
    }
}
