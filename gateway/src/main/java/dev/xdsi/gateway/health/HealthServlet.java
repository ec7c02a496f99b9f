package dev.xdsi.gateway.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /health}: 200 when everything can work, else 503, with the state of each actor as JSON. What only needs attention is up, with
 * the reason beside that.
 */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Health health;
    private final transient ObjectMapper json = new ObjectMapper();

    public HealthServlet(Health health) {
        this.health = health;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Optional<Problem>> found = health.look();
        boolean up = found.values().stream().noneMatch(HealthServlet::isDown);
        ObjectNode body = json.createObjectNode().put("status", word(up));
        ArrayNode attention = body.putArray("attention");
        ObjectNode actors = body.putObject("actors");
        found.forEach((name, problem) -> {
            boolean down = isDown(problem);
            ObjectNode actor = actors.putObject(name).put("status", word(!down));
            problem.ifPresent(it -> {
                actor.put(down ? "problem" : "attention", it.words());
                if (!down) {
                    attention.add(name);
                }
            });
        });
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private static boolean isDown(Optional<Problem> problem) {
        return problem.filter(Problem::stopsWork).isPresent();
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}
