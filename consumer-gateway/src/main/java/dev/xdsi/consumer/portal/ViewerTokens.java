package dev.xdsi.consumer.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What leads into a session at the viewer's origin: tickets, which work once and soon, and one token of a session, which ends with it.
 * Kept by their hashes, so that what is in memory lets nobody in.
 */
final class ViewerTokens {
    private static final Duration TICKET_LIFE = Duration.ofSeconds(30);
    private static final int MOST_TICKETS = 1_000;

    private final Sessions sessions;
    private final InstantSource clock;
    private final LinkedHashMap<String, Ticket> tickets = new LinkedHashMap<>();
    private final Map<String, Session> tokens = new HashMap<>();

    private record Ticket(Session session, Instant until) {}

    ViewerTokens(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A new ticket into this session; of very many, the oldest are forgotten. */
    synchronized String ticket(Session session) {
        Instant now = clock.instant();
        tickets.values().removeIf(ticket -> !now.isBefore(ticket.until()));
        if (tickets.size() >= MOST_TICKETS) {
            tickets.pollFirstEntry();
        }
        String ticket = sessions.newToken();
        tickets.put(Sessions.key(ticket), new Ticket(session, now.plus(TICKET_LIFE)));
        return ticket;
    }

    /** Exchanges a ticket for the session's token, in place of the one that the session had. */
    synchronized Optional<String> exchange(String ticket) {
        Ticket taken = tickets.remove(Sessions.key(ticket));
        if (taken == null || !clock.instant().isBefore(taken.until()) || !sessions.use(taken.session())) {
            return Optional.empty();
        }
        tokens.values().removeIf(session -> session == taken.session() || sessions.isOver(session));
        String token = sessions.newToken();
        tokens.put(Sessions.key(token), taken.session());
        return Optional.of(token);
    }

    /** The session of a token, which is thereby in use. */
    synchronized Optional<Session> find(String token) {
        Session session = tokens.get(Sessions.key(token));
        if (session == null) {
            return Optional.empty();
        }
        if (!sessions.use(session)) {
            tokens.remove(Sessions.key(token));
            return Optional.empty();
        }
        return Optional.of(session);
    }
}
