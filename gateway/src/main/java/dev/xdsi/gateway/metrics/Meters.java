package dev.xdsi.gateway.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Every meter of this process, the JVM's and the data folder's among them. */
public final class Meters implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** @param data folder of everything that is kept */
    public Meters(Path data) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new DiskSpaceMetrics(data.toFile()).bindTo(registry);
        collections.bindTo(registry);
    }

    /** Where libraries that measure themselves put their meters. */
    public MeterRegistry registry() {
        return registry;
    }

    /** A value that is asked for when somebody looks, as {@code name} with the tags {@code key, value, …}. */
    void gauge(String name, String help, Supplier<? extends Number> value, String... tags) {
        Gauge.builder(name, value::get)
                .description(help)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** A count that somebody else keeps, with the tags {@code key, value, …}. */
    <T> void count(String name, String help, T counted, ToDoubleFunction<T> value, String... tags) {
        FunctionCounter.builder(name, counted, value)
                .description(help)
                .tags(tags)
                .register(registry);
    }

    /** Everything in Prometheus' text format, version 0.0.4. */
    void scrape(OutputStream out) throws IOException {
        registry.scrape(out, MetricsServlet.TEXT);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
