package dev.xdsi.gateway.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An answer that counts for a while, for those who ask often. */
public final class Remembered<T> implements Supplier<T> {
    private final Supplier<T> question;
    private final Duration countsFor;
    private final InstantSource clock;
    private @Nullable Answer<T> last;

    private record Answer<T>(T value, Instant until) {}

    public Remembered(Supplier<T> question, Duration countsFor, InstantSource clock) {
        this.question = question;
        this.countsFor = countsFor;
        this.clock = clock;
    }

    @Override
    public synchronized T get() {
        Instant now = clock.instant();
        Answer<T> before = last;
        if (before != null && now.isBefore(before.until())) {
            return before.value();
        }
        T value = question.get();
        last = new Answer<>(value, now.plus(countsFor));
        return value;
    }
}
