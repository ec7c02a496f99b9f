package dev.xdsi.gateway.metrics;

import dev.xdsi.soap.server.HttpAnswers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** HTTP answers by listener and class of status. */
public final class HttpMeters implements HttpAnswers {
    private static final int CLASSES = 6;

    private final MeterRegistry registry;
    private final Map<String, Counter[]> known = new ConcurrentHashMap<>();

    public HttpMeters(Meters meters) {
        this.registry = meters.registry();
    }

    @Override
    public void answered(String listener, int status) {
        int statusClass = Math.clamp(status / 100, 0, CLASSES - 1);
        known.computeIfAbsent(listener, this::counters)[statusClass].increment();
    }

    /** A connection that broke before there was an answer has the class 0xx. */
    private Counter[] counters(String listener) {
        Counter[] counters = new Counter[CLASSES];
        for (int statusClass = 0; statusClass < CLASSES; statusClass++) {
            counters[statusClass] = Counter.builder("xdsi.http.answers")
                    .description("HTTP answers by the listener that gave them and the class of their status")
                    .tag(
                            "listener",
                            listener.endsWith(".port") ? listener.substring(0, listener.length() - 5) : listener)
                    .tag("status", statusClass + "xx")
                    .register(registry);
        }
        return counters;
    }
}
