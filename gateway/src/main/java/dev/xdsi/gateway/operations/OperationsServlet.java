package dev.xdsi.gateway.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.gateway.partners.PartnerCheck;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/operations}: what an operator is shown. {@code POST /api/operations/partners/{homeCommunityId}/check}: tries a partner
 * out, as {@code ./xdsi partner check} does.
 */
public final class OperationsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String BEFORE = "/partners/";
    private static final String BEHIND = "/check";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CHECKS_AT_ONCE = 4;

    private final transient Operations operations;
    private final transient PartnerCheck check;
    private final transient Semaphore checks = new Semaphore(CHECKS_AT_ONCE);
    private final transient ObjectMapper json = new ObjectMapper();

    public OperationsServlet(Operations operations, PartnerCheck check) {
        this.operations = operations;
        this.check = check;
    }

    /** What was found at one address of a partner. */
    record CheckView(String use, String address, boolean well, List<StepView> steps) {
        static CheckView of(PartnerCheck.Checked checked) {
            return new CheckView(
                    checked.use(),
                    checked.address().toString(),
                    checked.isWell(),
                    checked.steps().stream()
                            .map(step -> new StepView(
                                    step.name(),
                                    step.result().name().toLowerCase(Locale.ROOT),
                                    step.millis(),
                                    step.words()))
                            .toList());
        }
    }

    /** One step of a check, in words that say what to do. */
    record StepView(String name, String result, long millis, String words) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() != null) {
            send(response, HttpServletResponse.SC_NOT_FOUND, Map.of("error", "There is nothing at this address."));
            return;
        }
        send(response, HttpServletResponse.SC_OK, operations.view());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<RemoteCommunity> partner = partner(request.getPathInfo());
        if (partner.isEmpty()) {
            send(response, HttpServletResponse.SC_NOT_FOUND, Map.of("error", "There is no such partner."));
        } else if (!checks.tryAcquire()) {
            send(response, TOO_MANY_REQUESTS, Map.of("error", "Other checks are running. Please try again."));
        } else {
            try {
                List<CheckView> found =
                        check.of(partner.get()).stream().map(CheckView::of).toList();
                send(response, HttpServletResponse.SC_OK, Map.of("addresses", found));
            } finally {
                checks.release();
            }
        }
    }

    private Optional<RemoteCommunity> partner(@Nullable String path) {
        return path != null
                        && path.startsWith(BEFORE)
                        && path.endsWith(BEHIND)
                        && path.length() > BEFORE.length() + BEHIND.length()
                ? operations.partner(path.substring(BEFORE.length(), path.length() - BEHIND.length()))
                : Optional.empty();
    }

    private void send(HttpServletResponse response, int status, Object body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
