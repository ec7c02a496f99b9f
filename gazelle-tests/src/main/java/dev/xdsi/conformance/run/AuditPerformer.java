package dev.xdsi.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.conformance.host.Target;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.conformance.wire.Request;
import dev.xdsi.conformance.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit: ITI-43} — the newest message about this transaction in the Audit Record Repository whose XML contains the text under
 * {@code for}, and every text of the list under {@code and}; to be looked at like an answer.
 */
final class AuditPerformer implements Performer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int NEWEST = 200;

    private @Nullable String token;

    @Override
    public Exchange perform(StepContext context) throws Exception {
        Step step = context.step();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Answer page = page(context);
            JsonNode records = JSON.readTree(page.body().text()).path("records");
            Optional<String> message = found(step, records);
            if (message.isPresent() || !records.isArray() || System.nanoTime() > end) {
                return new Exchange(
                        "the newest message of " + step.what() + " with " + step.text("for", ""),
                        message.map(xml -> page.withBody(Bytes.of(xml)))
                                .orElse(page.withStatus(404).withBody(Bytes.of("<nothing/>"))),
                        Map.of("http", "200"));
            }
            Thread.sleep(POLL);
        }
    }

    private Answer page(StepContext context) throws IOException, InterruptedException {
        URI portal = portal(context.target());
        String bearer = token(context.target(), context.transport(), portal);
        return context.transport()
                .send(new Request(
                        "GET",
                        URI.create(portal + "/api/audit?messages=true&limit=" + NEWEST),
                        Map.of("Authorization", "Bearer " + bearer),
                        Bytes.NONE,
                        List.of(),
                        "node"));
    }

    private static Optional<String> found(Step step, JsonNode records) {
        @Nullable String newest = null;
        for (JsonNode audited : records) {
            String message = audited.path("message").asText();
            if (audited.path("transaction").asText().equals(step.what()) && holdsAll(step, message)) {
                newest = message.substring(Math.max(0, message.indexOf('<')));
            }
        }
        return Optional.ofNullable(newest);
    }

    private static boolean holdsAll(Step step, String message) {
        Object more = step.fields().getOrDefault("and", List.of());
        return message.contains(step.text("for", "").replace("&", "&amp;"))
                && (more instanceof List<?> texts ? texts : List.of(more))
                        .stream().allMatch(text -> message.contains(text.toString()));
    }

    private synchronized String token(Target target, Transport transport, URI portal)
            throws IOException, InterruptedException {
        String known = token;
        if (known != null) {
            return known;
        }
        Map<String, String> user = Map.of(
                "user", target.values().getOrDefault("user", ""),
                "password", target.values().getOrDefault("password", ""));
        Answer answer = transport.send(new Request(
                "POST",
                URI.create(portal + "/api/token"),
                Map.of("Content-Type", "application/json"),
                Bytes.of(JSON.writeValueAsString(user)),
                List.of(),
                "node"));
        String made = JSON.readTree(answer.body().text()).path("token").asText();
        if (answer.status() == 200 && !made.isEmpty()) {
            token = made;
        }
        return made;
    }

    private static URI portal(Target target) {
        return target.address("portal").orElseThrow(() -> new BadCaseException("the target has no portal"));
    }
}
