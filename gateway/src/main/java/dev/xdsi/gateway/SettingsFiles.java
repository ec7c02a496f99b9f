package dev.xdsi.gateway;

import dev.xdsi.gateway.health.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The files that are followed while the gateway runs: certificates, trusted issuers, codes, and what the partners file says. */
final class SettingsFiles implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final List<FileWatch> watches = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("settings-files").factory());

    /** Looks at them again and again. */
    SettingsFiles start() {
        var _ = timer.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Reads files now, and again whenever one of them has changed. */
    void follow(String what, FileWatch.Reading reading) throws IOException {
        watches.add(new FileWatch(what, reading));
    }

    void look() {
        watches.forEach(FileWatch::look);
    }

    /** Which files cannot be used as they are now, and why. */
    Optional<Problem> problem() {
        List<String> troubles =
                watches.stream().flatMap(watch -> watch.trouble().stream()).toList();
        return troubles.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Problem.needsAttention(String.join("; ", troubles) + "; what was read before still holds"));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
