package dev.xdsi.consumer.portal;

import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets users into the portal's REST interface, and nobody else. */
public final class PortalDoor {
    private static final String SESSION = Session.class.getName();
    static final String CSRF_HEADER = "X-CSRF-Token";

    /** What a page asks by itself, with nobody doing anything, keeps no session open. */
    static final String BACKGROUND_HEADER = "X-Background";

    private final LogIn logIn;
    private final Sessions sessions;
    private final boolean secure;
    private final Supplier<UUID> errorIds;
    private final ApiBoundary boundary;
    private final ViewerDoor viewer;

    /**
     * How the portal is entered.
     *
     * @param secure whether browsers reach it by https alone, so that cookies are for https alone
     */
    public record Configuration(SessionLimits limits, boolean secure) {}

    /** What comes from outside: time and chance. */
    public record Surroundings(InstantSource clock, SecureRandom random, Supplier<UUID> uuids) {}

    public PortalDoor(LogIn logIn, Configuration configuration, Surroundings surroundings) {
        this.logIn = logIn;
        this.sessions = new Sessions(logIn, configuration.limits(), surroundings.clock(), surroundings.random());
        this.secure = configuration.secure();
        this.errorIds = surroundings.uuids();
        this.boundary = new ApiBoundary(errorIds, new OtherSites(surroundings.clock())::refused);
        this.viewer = new ViewerDoor(sessions, secure, surroundings, boundary);
    }

    /** Where users come in and go out, by the path at which each servlet is to be mounted. */
    public Map<String, HttpServlet> servlets() {
        return Map.of(
                "/api/session", open(new SessionServlet(this, errorIds)),
                "/api/token", open(new TokenServlet(this, errorIds)),
                "/api/session/emergency", guarded(new EmergencyServlet(errorIds)));
    }

    /** This servlet, for everybody but the pages of other sites. */
    private HttpServlet open(HttpServlet servlet) {
        return new GuardedServlet(request -> {}, servlet, boundary);
    }

    /** How users of the portal come into the viewer. */
    public ViewerDoor viewer() {
        return viewer;
    }

    /** This servlet, for users with a session. */
    public HttpServlet guarded(HttpServlet servlet) {
        return new GuardedServlet(this::enter, servlet, boundary);
    }

    /** This servlet, for administrators with a session. */
    public HttpServlet forAdministrators(HttpServlet servlet) {
        return new GuardedServlet(this::enterAsAdministrator, servlet, boundary);
    }

    /** The session in which a request to a guarded servlet comes. */
    public static Session session(HttpServletRequest request) {
        if (request.getAttribute(SESSION) instanceof Session session) {
            return session;
        }
        throw new IllegalStateException("the servlet at " + request.getServletPath() + " is not guarded");
    }

    /** Where a request to a guarded servlet comes from. */
    public static Caller.Node node(HttpServletRequest request) {
        return Callers.of(request, Caller.ANONYMOUS).node();
    }

    /** Remembers the session for the servlet behind. */
    void enter(HttpServletRequest request) throws ApiRefusal {
        SessionToken token = SessionToken.of(request, secure).orElseThrow(PortalDoor::unknown);
        boolean inBackground = request.getHeader(BACKGROUND_HEADER) != null;
        Session session = (inBackground ? sessions.look(token.value()) : sessions.find(token.value()))
                .orElseThrow(PortalDoor::unknown);
        boolean changes =
                !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        if (changes && token.byCookie() && !same(session.csrfToken(), request.getHeader(CSRF_HEADER))) {
            throw denied(session, request, "A page must send the session's token in " + CSRF_HEADER + ".");
        }
        if (session.caller(node(request)).isEmpty()) {
            sessions.end(token.value());
            throw unknown();
        }
        remember(request, session);
    }

    private void enterAsAdministrator(HttpServletRequest request) throws ApiRefusal {
        enter(request);
        Session session = session(request);
        if (!session.isAdministrator()) {
            throw denied(session, request, "Only an administrator may do this.");
        }
    }

    /** The refusal, once it is on record. */
    private ApiRefusal denied(Session session, HttpServletRequest request, String sentence) {
        LogIn.Asked asked = new LogIn.Asked(request.getMethod(), request.getRequestURI());
        logIn.denied(session.proven(), node(request), asked, sentence);
        return new ApiRefusal(HttpServletResponse.SC_FORBIDDEN, sentence);
    }

    static void remember(HttpServletRequest request, Session session) {
        request.setAttribute(SESSION, session);
    }

    /** Begins a session; one that the request came with ends, so that nobody has given the user his token beforehand. */
    Sessions.Started logIn(Credentials credentials, HttpServletRequest request) throws ApiRefusal {
        try (Sessions.UnderWay underWay = sessions.beginLogIn()) {
            return switch (logIn.byPassword(credentials.user(), credentials.password(), node(request))) {
                case LogIn.Refused refused ->
                    throw new ApiRefusal(HttpServletResponse.SC_UNAUTHORIZED, refused.sentence());
                case LogIn.Proven proven -> {
                    SessionToken.of(request, secure).ifPresent(old -> sessions.end(old.value()));
                    yield sessions.start(proven, underWay).orElseThrow(() -> notStarted(underWay.isOvertaken(proven)));
                }
            };
        }
    }

    private static ApiRefusal notStarted(boolean overtaken) {
        return overtaken
                ? new ApiRefusal(
                        HttpServletResponse.SC_UNAUTHORIZED,
                        "The account was changed while you logged in. Please log in again.")
                : new ApiRefusal(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        "Too many users are logged in. Please try again later.");
    }

    void logOut(HttpServletRequest request) throws ApiRefusal {
        enter(request);
        Optional<SessionToken> token = SessionToken.of(request, secure);
        token.flatMap(known -> sessions.end(known.value()))
                .ifPresent(session -> logIn.loggedOut(session.proven(), node(request)));
    }

    /**
     * Ends the sessions of a user who may no longer log in, or not with the password that began them.
     *
     * @param kept the session of whoever wants that, which goes on
     */
    public void endOthers(String userId, Session kept) {
        sessions.endOthers(userId, kept);
    }

    /** How many sessions there are now. */
    public int openSessions() {
        return sessions.open();
    }

    Sessions sessions() {
        return sessions;
    }

    boolean secure() {
        return secure;
    }

    static ApiRefusal unknown() {
        return new ApiRefusal(HttpServletResponse.SC_UNAUTHORIZED, "Please log in.");
    }

    private static boolean same(String expected, @Nullable String actual) {
        return actual != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }
}
