package dev.xdsi.consumer.portal;

import dev.xdsi.consumer.portal.LogIn.Proven;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sessions of this process, by the hash of their token: what is in memory logs nobody in. */
final class Sessions {
    private static final int TOKEN_BYTES = 32;

    private final LogIn logIn;
    private final SessionLimits limits;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Set<UnderWay> underWay = new HashSet<>();

    Sessions(LogIn logIn, SessionLimits limits, InstantSource clock, SecureRandom random) {
        this.logIn = logIn;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /** A session with the token that leads to it. */
    record Started(String token, Session session) {}

    /**
     * A log-in from before its password is looked at until its session has begun. It remembers whose sessions were ended meanwhile: that
     * password may be the one that was changed.
     */
    final class UnderWay implements AutoCloseable {
        private final Set<String> ended = new HashSet<>();

        /** Whether the sessions of this user were ended since. */
        boolean isOvertaken(Proven proven) {
            synchronized (Sessions.this) {
                return ended.contains(proven.user().identity().id());
            }
        }

        @Override
        public void close() {
            synchronized (Sessions.this) {
                underWay.remove(this);
            }
        }
    }

    synchronized UnderWay beginLogIn() {
        UnderWay begun = new UnderWay();
        underWay.add(begun);
        return begun;
    }

    /** Begins a session under a new token; nothing when there is no room, or the log-in was overtaken. */
    synchronized Optional<Started> start(Proven proven, UnderWay logInUnderWay) {
        if (logInUnderWay.isOvertaken(proven)) {
            return Optional.empty();
        }
        endThoseOver();
        makeRoomFor(proven.user().identity().id());
        if (sessions.size() >= limits.most()) {
            return Optional.empty();
        }
        Started started = new Started(newToken(), new Session(logIn, clock, proven, newToken()));
        sessions.put(key(started.token()), started.session());
        return Optional.of(started);
    }

    private void endThoseOver() {
        sessions.values().stream().filter(this::isOver).forEach(Session::end);
        sessions.values().removeIf(Session::isEnded);
    }

    private void makeRoomFor(String userId) {
        var ofUser = sessions.entrySet().stream()
                .filter(entry ->
                        entry.getValue().proven().user().identity().id().equals(userId))
                .sorted(Comparator.comparing(entry -> entry.getValue().lastUse()))
                .toList();
        ofUser.stream()
                .limit(Math.max(0, ofUser.size() - limits.mostOfOneUser() + 1))
                .forEach(entry -> {
                    entry.getValue().end();
                    sessions.remove(entry.getKey());
                });
    }

    /** The session of a token, which is thereby in use. */
    Optional<Session> find(String token) {
        Optional<Session> found = look(token);
        found.ifPresent(Session::used);
        return found;
    }

    /** The session of a token; that somebody looked is no use of it. */
    synchronized Optional<Session> look(String token) {
        Session session = sessions.get(key(token));
        if (session == null) {
            return Optional.empty();
        }
        if (isOver(session)) {
            end(session);
            return Optional.empty();
        }
        return Optional.of(session);
    }

    synchronized Optional<Session> end(String token) {
        Optional<Session> ended = Optional.ofNullable(sessions.remove(key(token)));
        ended.ifPresent(Session::end);
        return ended;
    }

    /** Ends a session that was not found by its token. */
    synchronized void end(Session session) {
        session.end();
        sessions.values().remove(session);
    }

    /** Whether the session goes on; then it is in use. */
    boolean use(Session session) {
        if (isOver(session)) {
            return false;
        }
        session.used();
        return true;
    }

    /** Ends all that a user has, but for one, and all that are about to begin. */
    synchronized void endOthers(String userId, Session kept) {
        underWay.forEach(begun -> begun.ended.add(userId));
        sessions.values().stream()
                .filter(session -> session != kept
                        && session.proven().user().identity().id().equals(userId))
                .forEach(Session::end);
        sessions.values().removeIf(Session::isEnded);
    }

    synchronized int open() {
        endThoseOver();
        return sessions.size();
    }

    /** When the session ends, however much it is used. */
    Instant lastMoment(Session session) {
        return session.proven().since().plus(limits.absolute());
    }

    boolean isOver(Session session) {
        Instant now = clock.instant();
        return session.isEnded()
                || !now.isBefore(session.lastUse().plus(limits.idle()))
                || !now.isBefore(lastMoment(session));
    }

    String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String key(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
