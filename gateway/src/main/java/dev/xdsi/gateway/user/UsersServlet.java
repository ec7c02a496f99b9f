package dev.xdsi.gateway.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.assertion.XAssertionProvider;
import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.assertion.user.PasswordHash;
import dev.xdsi.assertion.user.UserStore;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.audit.EventOutcome.Indicator;
import dev.xdsi.audit.UserEvents;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/users}, for administrators: GET lists the local users, POST adds one; POST to {@code /api/users/ID/password},
 * {@code …/enable}, {@code …/disable} and {@code …/unlock} changes one. Each change is a record in the audit trail first, and is not made
 * where that cannot be.
 */
public final class UsersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(UsersServlet.class);
    private static final Pattern CHANGE = Pattern.compile("/([a-z0-9._-]{1,64})/(password|enable|disable|unlock)");
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 256;
    private static final int MOST_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient XAssertionProvider provider;
    private final transient AuditTrail audit;
    private final transient URI portal;
    private final transient InstantSource clock;
    private final transient Sessions sessions;

    /** Where users are logged in. */
    @FunctionalInterface
    public interface Sessions {
        /** Ends all sessions of a user but {@code kept}. */
        void endOthers(String userId, Session kept);
    }

    public UsersServlet(
            XAssertionProvider provider, AuditTrail audit, URI portal, InstantSource clock, Sessions sessions) {
        this.provider = provider;
        this.audit = audit;
        this.portal = portal;
        this.clock = clock;
        this.sessions = sessions;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() != null) {
            fail(response, HttpServletResponse.SC_NOT_FOUND, "there is nothing at this address");
            return;
        }
        Instant now = clock.instant();
        ObjectNode body = JSON.createObjectNode();
        ArrayNode users = body.putArray("users");
        for (UserStore.Account account : provider.users().all()) {
            Instant until = account.lockedUntil();
            users.add(UserForm.write(account, until != null && now.isBefore(until)));
        }
        send(response, HttpServletResponse.SC_OK, body);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            byte[] body = request.getInputStream().readNBytes(MOST_BYTES);
            JsonNode form = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            String path = request.getPathInfo();
            Matcher change = CHANGE.matcher(path == null ? "" : path);
            if (path == null) {
                add(form, request, response);
            } else if (change.matches()) {
                change(change.group(1), change.group(2), form, request, response);
            } else {
                fail(response, HttpServletResponse.SC_NOT_FOUND, "there is nothing at this address");
            }
        } catch (JsonProcessingException malformed) {
            fail(response, HttpServletResponse.SC_BAD_REQUEST, "the request is not well-formed JSON");
        } catch (IllegalArgumentException wrong) {
            fail(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(wrong.getMessage()));
        } catch (AuditSpoolException unrecorded) {
            LOG.error("a change of a user could not be recorded", unrecorded);
            fail(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "what happens to users cannot be recorded now, so nothing is changed");
        }
    }

    private void add(JsonNode form, HttpServletRequest request, HttpServletResponse response) throws IOException {
        LocalUser user = UserForm.read(form);
        PasswordHash password = provider.argon2id().hash(password(form, user.id()));
        boolean added = provider.users().find(user.id()).isEmpty()
                && recorded(request, user.id(), "added", () -> provider.users().add(user, password));
        if (added) {
            send(
                    response,
                    HttpServletResponse.SC_CREATED,
                    JSON.createObjectNode().put("id", user.id()));
        } else {
            fail(response, HttpServletResponse.SC_CONFLICT, "there is a user " + user.id() + " already");
        }
    }

    private void change(String id, String how, JsonNode form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (how.equals("disable") && ownId(request).filter(id::equals).isPresent()) {
            fail(response, HttpServletResponse.SC_CONFLICT, "you cannot disable yourself");
            return;
        }
        BooleanSupplier change = change(id, how, form);
        boolean there = provider.users().find(id).isPresent() && recorded(request, id, how, change);
        if (!there) {
            fail(response, HttpServletResponse.SC_NOT_FOUND, "there is no user " + id);
            return;
        }
        if (how.equals("password") || how.equals("disable")) {
            // Whoever came in with what was taken away goes out now, not when his session would end.
            sessions.endOthers(id, PortalDoor.session(request));
        }
        send(response, HttpServletResponse.SC_OK, JSON.createObjectNode().put("id", id));
    }

    private BooleanSupplier change(String id, String how, JsonNode form) {
        UserStore users = provider.users();
        return switch (how) {
            case "password" -> {
                PasswordHash password = provider.argon2id().hash(password(form, id));
                yield () -> users.changePassword(id, password);
            }
            case "enable" -> () -> users.enable(id, true);
            case "disable" -> () -> users.enable(id, false);
            default -> () -> users.unlock(id);
        };
    }

    private static String password(JsonNode form, String id) {
        String password = UserForm.required(form, "password");
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD || password.contains(id)) {
            throw new IllegalArgumentException("a password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD
                    + " characters and does not contain the user's id");
        }
        return password;
    }

    private static Optional<String> ownId(HttpServletRequest request) {
        return caller(request).map(Caller::user).map(user -> user.identity().id());
    }

    private static Optional<Caller> caller(HttpServletRequest request) {
        return PortalDoor.session(request)
                .caller(Callers.of(request, Caller.ANONYMOUS).node());
    }

    /** The record is durable before the change is made, so that none is made without; one that then fails is recorded again. */
    private boolean recorded(HttpServletRequest request, String id, String how, BooleanSupplier change) {
        record(request, id, how, EventOutcome.SUCCESS);
        try {
            boolean made = change.getAsBoolean();
            if (!made) {
                record(request, id, how, new EventOutcome(Indicator.SERIOUS_FAILURE, "nothing was changed"));
            }
            return made;
        } catch (RuntimeException failure) {
            record(request, id, how, EventOutcome.failed(failure));
            throw failure;
        }
    }

    private void record(HttpServletRequest request, String id, String how, EventOutcome outcome) {
        Caller.Node node = Callers.of(request, Caller.ANONYMOUS).node();
        audit.record(UserEvents.changed(
                new UserEvents.Place(node, audit.context().serving(portal)),
                caller(request).orElse(new Caller(node, null)),
                id,
                how,
                outcome));
    }

    private static void fail(HttpServletResponse response, int status, String sentence) throws IOException {
        send(response, status, JSON.createObjectNode().put("error", sentence));
    }

    private static void send(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
