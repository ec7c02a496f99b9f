package dev.xdsi.gateway.metrics;

import dev.xdsi.audit.Attempt;
import dev.xdsi.audit.Attempts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Every attempt at a transaction, and what was moved by it. Meters are looked up once; what follows costs no allocation to speak of. */
public final class TransactionMeters implements Attempts {
    static final String OTHER = "other";
    private static final int MOST_PARTNERS = 100;

    /** Bounds of the buckets that alerts and percentiles are made of. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Map<Kind, Series> known = new ConcurrentHashMap<>();
    private final Map<String, Boolean> partners = new ConcurrentHashMap<>();

    public TransactionMeters(Meters meters) {
        this.registry = meters.registry();
    }

    private record Kind(Attempt.Origin origin, Attempt.Exchange exchange, Attempt.Result result) {}

    private record Series(Timer timer, Counter objects, Counter bytes) {}

    @Override
    public void made(Attempt attempt) {
        Series series = known.computeIfAbsent(
                new Kind(bounded(attempt.origin()), attempt.exchange(), attempt.result()), this::series);
        series.timer().record(attempt.effort().nanos(), TimeUnit.NANOSECONDS);
        if (attempt.effort().objects() > 0) {
            series.objects().increment((double) attempt.effort().objects());
            series.bytes().increment((double) attempt.effort().bytes());
        }
    }

    /** Partners come and go with their file; a label that does so without end would fill the memory. */
    private Attempt.Origin bounded(Attempt.Origin origin) {
        String partner = origin.partner();
        if (partner.isEmpty()
                || partners.containsKey(partner)
                || (partners.size() < MOST_PARTNERS && partners.putIfAbsent(partner, true) == null)) {
            return origin;
        }
        return new Attempt.Origin(origin.actor(), OTHER);
    }

    private Series series(Kind kind) {
        Tags which = Tags.of(
                "actor", kind.origin().actor(),
                "transaction", kind.exchange().transaction(),
                "side", word(kind.exchange().side()),
                "partner", kind.origin().partner());
        return new Series(
                Timer.builder("xdsi.transaction")
                        .description("Attempts at a transaction, until the last byte of their answer, by how they went")
                        .tags(which.and("result", word(kind.result())))
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry),
                Counter.builder("xdsi.transaction.objects")
                        .description("Documents and instances that came or left by a transaction")
                        .tags(which)
                        .register(registry),
                Counter.builder("xdsi.transaction.bytes")
                        .description("Bytes of the documents and instances that came or left by a transaction")
                        .tags(which)
                        .register(registry));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
