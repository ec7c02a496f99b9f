package dev.xdsi.consumer.portal;

import dev.xdsi.consumer.portal.LogIn.Proven;
import dev.xdsi.consumer.portal.LogIn.Refused;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One log-in of one user: whom the portal calls partners for. Its assertion is renewed before it ends. */
public final class Session {
    private static final int MOST_EMERGENCIES = 20;
    private static final int MOST_OPENED = 1_000;

    /** What is asked of partners now must still be valid when it arrives, and a little later. */
    private static final Duration RESERVE = Duration.ofMinutes(2);

    private final LogIn logIn;
    private final InstantSource clock;
    private final String csrfToken;
    private final Map<PatientId, Proven> emergencies = new HashMap<>();
    private final LinkedHashMap<String, Shown> opened = new LinkedHashMap<>();
    private final Map<Object, Runnable> afterwards = new ConcurrentHashMap<>();
    private Instant renewal;
    // Read without the lock, which is held while an assertion is renewed: nobody waits for that to look at a session.
    private volatile Proven proven;
    private volatile Instant lastUse;
    private volatile boolean ended;

    Session(LogIn logIn, InstantSource clock, Proven proven, String csrfToken) {
        this.logIn = logIn;
        this.clock = clock;
        this.csrfToken = csrfToken;
        this.lastUse = clock.instant();
        this.proven = proven;
        this.renewal = renewal(lastUse, proven);
    }

    private void proved(Proven renewed) {
        proven = renewed;
        renewal = renewal(clock.instant(), renewed);
    }

    /** Some time before the end, and half-way where the whole life is short. */
    private static Instant renewal(Instant now, Proven proven) {
        Duration left = Duration.between(now, proven.until());
        return left.compareTo(RESERVE.multipliedBy(2)) > 0
                ? proven.until().minus(RESERVE)
                : now.plus(left.dividedBy(2));
    }

    /** The token that a page must send with what changes something. */
    String csrfToken() {
        return csrfToken;
    }

    Instant lastUse() {
        return lastUse;
    }

    void used() {
        lastUse = clock.instant();
    }

    /** Says that it leads nowhere any more, to all who know it by something else than the portal's token. */
    void end() {
        ended = true;
        afterwards.values().forEach(Runnable::run);
        afterwards.clear();
    }

    public boolean isEnded() {
        return ended;
    }

    /**
     * What is to be done when the session ends, quickly, for others wait for it.
     *
     * @param owner whose work it is; of each, one is done
     */
    public void whenEnded(Object owner, Runnable work) {
        afterwards.put(owner, work);
        if (ended) {
            afterwards.remove(owner, work);
            work.run();
        }
    }

    Proven proven() {
        return proven;
    }

    public boolean isAdministrator() {
        return proven().rights().administrator();
    }

    /** Whether the user may state emergencies. */
    public boolean mayBreakTheGlass() {
        return proven().rights().breakGlass();
    }

    /**
     * A study that the user was shown.
     *
     * @param homes the communities that shared it (ITI TF-3: 4.2.3.2.12), for them alone need to be asked about it; none when that is not known
     */
    public record Shown(PatientId patient, Set<String> homes) {
        public Shown {
            homes = Set.copyOf(homes);
        }

        /** As where two communities share one study, the user was shown it of both. */
        private Shown and(@Nullable Shown before) {
            if (before == null || !before.patient().equals(patient)) {
                return this;
            }
            Set<String> all = new HashSet<>(before.homes());
            all.addAll(homes);
            return new Shown(patient, all);
        }
    }

    /**
     * Remembers that the user was shown this study of this patient; of very many, those shown first are forgotten.
     *
     * @param home the community that shares it, where that is known
     */
    public synchronized void opened(String studyInstanceUID, PatientId patient, @Nullable String home) {
        Shown shown = new Shown(patient, home == null ? Set.of() : Set.of(home));
        opened.put(studyInstanceUID, shown.and(opened.remove(studyInstanceUID)));
        if (opened.size() > MOST_OPENED) {
            opened.pollFirstEntry();
        }
    }

    /** Whose study this is; nothing when the user was never shown it. */
    public synchronized Optional<PatientId> patientOf(String studyInstanceUID) {
        return shown(studyInstanceUID).map(Shown::patient);
    }

    /** Where this study was found; nothing when the user was never shown it. */
    public synchronized Optional<Shown> shown(String studyInstanceUID) {
        return Optional.ofNullable(opened.get(studyInstanceUID));
    }

    /** The patients whose studies the user was shown. */
    public synchronized Set<PatientId> patients() {
        return opened.values().stream().map(Shown::patient).collect(Collectors.toUnmodifiableSet());
    }

    /** The user as a caller; nothing when nobody vouches for him any more. */
    public synchronized Optional<Caller> caller(Caller.Node from) {
        if (!clock.instant().isBefore(renewal)) {
            switch (logIn.again(proven, from)) {
                case Proven renewed -> proved(renewed);
                case Refused refused -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Caller(from, proven.user(), proven.assertion()));
    }

    /** The user as a caller for a patient: with the emergency, where one was stated for this patient. */
    public synchronized Optional<Caller> caller(Caller.Node from, PatientId patient) {
        // First, so that a user for whom nobody vouches any more has no emergency either.
        Optional<Caller> usual = caller(from);
        @Nullable Proven emergency = emergencies().get(patient);
        return usual.isPresent() && emergency != null
                ? Optional.of(new Caller(from, emergency.user(), emergency.assertion()))
                : usual;
    }

    /** States an emergency of this patient; it ends with its assertion, which is not renewed. */
    synchronized Optional<Refused> emergency(PatientId patient, String reason, Caller.Node from) {
        if (emergencies().size() >= MOST_EMERGENCIES) {
            return Optional.of(new Refused("Too many emergencies at once."));
        }
        return switch (logIn.emergency(proven, patient, reason, from)) {
            case Proven stated -> {
                emergencies.put(patient, stated);
                yield Optional.empty();
            }
            case Refused refused -> Optional.of(refused);
        };
    }

    /** The emergencies that hold now, with their ends. */
    synchronized Map<PatientId, Proven> emergencies() {
        emergencies.values().removeIf(stated -> !clock.instant().isBefore(stated.until()));
        return Map.copyOf(emergencies);
    }
}
