package dev.xdsi.gateway.metrics;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /metrics}: what Prometheus scrapes. */
public final class MetricsServlet extends HttpServlet {
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final long serialVersionUID = 1L;

    private final transient Meters meters;

    public MetricsServlet(Meters meters) {
        this.meters = meters;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(TEXT);
        response.setHeader("Cache-Control", "no-store");
        meters.scrape(response.getOutputStream());
    }
}
