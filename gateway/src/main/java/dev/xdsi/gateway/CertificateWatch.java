package dev.xdsi.gateway;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks when the certificates of this process end, for as long as it runs. */
final class CertificateWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final List<CertificateEnd> ends = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate-watch").factory());

    CertificateWatch(InstantSource clock) {
        this.clock = clock;
    }

    CertificateWatch start() {
        var _ = timer.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /**
     * Looks at one now, and again and again.
     *
     * @param what it is, for people
     * @param certificate the one that is in use
     * @param advice what to do when it ends
     */
    CertificateEnd follow(String what, Supplier<X509Certificate> certificate, String advice) {
        CertificateEnd end = new CertificateEnd(what, certificate, advice, clock);
        end.look();
        ends.add(end);
        return end;
    }

    private void look() {
        ends.forEach(CertificateEnd::look);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
