package dev.xdsi.gateway.subscription;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.registry.dsub.Outbox;
import dev.xdsi.registry.dsub.Subscription;
import dev.xdsi.registry.dsub.SubscriptionStore;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/**
 * {@code GET /api/subscriptions}: who subscribed, and what could not be delivered, newest first and without a word of patients.
 * {@code POST}: tries again what was given up.
 */
public final class SubscriptionsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1_000;

    private final transient SubscriptionStore subscriptions;
    private final transient Outbox outbox;
    private final transient InstantSource clock;
    private final transient ObjectMapper json = new ObjectMapper();

    public SubscriptionsServlet(SubscriptionStore subscriptions, Outbox outbox, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Outbox.Backlog backlog = outbox.backlog();
        Instant oldest = backlog.oldest();
        ObjectNode answer = json.createObjectNode()
                .put("count", subscriptions.count())
                .put("waiting", backlog.waiting())
                .put("parkedCount", backlog.parked())
                .put("waitingSince", oldest == null ? null : oldest.toString());
        ArrayNode list = answer.putArray("subscriptions");
        subscriptions.newest(MOST).forEach(subscription -> describe(subscription, list.addObject()));
        ArrayNode parked = answer.putArray("parked");
        outbox.parked(MOST)
                .forEach(delivery -> parked.addObject()
                        .put("subscription", delivery.subscription().toString())
                        .put("recipient", delivery.recipient().toString())
                        .put("since", delivery.since().toString())
                        .put("problem", delivery.problem()));
        send(response, answer);
    }

    private static void describe(Subscription subscription, ObjectNode into) {
        into.put("id", subscription.id().toString())
                .put("subscriber", subscription.owner())
                .put("topic", subscription.interest().topic().expression())
                .put("about", subscription.interest().filter().patientId().isPresent() ? "one patient" : "all patients")
                .put("recipient", subscription.recipient().toString())
                .put("begin", subscription.term().begin().toString())
                .put("end", subscription.term().end().toString());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(response, json.createObjectNode().put("retried", outbox.retryParked(clock.instant())));
    }

    private void send(HttpServletResponse response, ObjectNode body) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
