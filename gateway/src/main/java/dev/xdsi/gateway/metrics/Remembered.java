package dev.xdsi.gateway.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that counts for a while, for those who ask often; that there was none counts as long. It is not waited for long either:
 * Prometheus would get nothing at all while the database is away, for each question waits for a connection.
 */
public final class Remembered<T> implements Supplier<T> {
    /** Some such questions, one after the other, must fit into the ten seconds of a scrape. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Supplier<T> question;
    private final Duration countsFor;
    private final InstantSource clock;
    private CompletableFuture<T> last = CompletableFuture.failedFuture(new IllegalStateException("no answer yet"));
    private Instant until = Instant.EPOCH;
    private @Nullable CompletableFuture<T> underWay;

    public Remembered(Supplier<T> question, Duration countsFor, InstantSource clock) {
        this.question = question;
        this.countsFor = countsFor;
        this.clock = clock;
    }

    /** What is remembered or answered soon; while the next answer is late, the last one counts as long again. */
    @Override
    public synchronized T get() {
        Instant now = clock.instant();
        CompletableFuture<T> asked = underWay;
        if (asked == null) {
            if (now.isBefore(until)) {
                return last.join();
            }
            asked = CompletableFuture.supplyAsync(question, Thread.ofVirtual()::start);
            underWay = asked;
            await(asked);
        }
        if (asked.isDone()) {
            underWay = null;
            last = asked;
            until = now.plus(countsFor);
        } else if (!now.isBefore(until.plus(countsFor))) {
            throw new IllegalStateException("no answer yet");
        }
        return last.join();
    }

    private static void await(CompletableFuture<?> asked) {
        asked.handle((answer, failure) -> true)
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
