package dev.xdsi.gateway;

import dev.xdsi.gateway.health.Problem;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over changed key and certificate files while the gateway runs. Files that cannot be used change nothing: the node goes on as it
 * was and says so.
 */
final class CertificateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration ALARM = Duration.ofDays(7);
    private static final List<Integer> WARNING_DAYS = List.of(30, 7, 1);

    private final NodeKeys keys;
    private final NodeTls tls;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate-watch").factory());
    private List<String> known;

    private CertificateWatch(NodeKeys keys, NodeTls tls) throws IOException {
        this.keys = keys;
        this.tls = tls;
        this.known = keys.fingerprint();
    }

    static CertificateWatch start(NodeKeys keys, NodeTls tls, InstantSource clock) throws IOException {
        CertificateWatch watch = new CertificateWatch(keys, tls);
        warn(tls.identity(), clock.instant());
        var _ = watch.timer.scheduleWithFixedDelay(
                watch::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            List<String> now = keys.fingerprint();
            if (!now.equals(known)) {
                known = now;
                NodeIdentity identity = keys.read();
                tls.reload(identity);
                LOG.info("Took over the changed certificate files: {}", identity);
            }
        } catch (IOException | RuntimeException unusable) {
            LOG.error("The changed certificate files cannot be used; the node goes on with those before", unusable);
        }
    }

    /** Days before a certificate ends, for the log. */
    private static void warn(NodeIdentity identity, Instant now) {
        X509Certificate own = identity.certificate();
        long days = Duration.between(now, own.getNotAfter().toInstant()).toDays();
        WARNING_DAYS.stream()
                .filter(limit -> days < limit)
                .findFirst()
                .ifPresent(limit -> LOG.warn(
                        "The certificate of this node ends in {} days, at {}",
                        days,
                        own.getNotAfter().toInstant()));
    }

    /** Names a certificate that has expired, or is about to. */
    static Optional<Problem> trouble(NodeIdentity identity, InstantSource clock) {
        Instant now = clock.instant();
        Instant end = identity.certificate().getNotAfter().toInstant();
        if (!end.isAfter(now)) {
            return Optional.of(
                    Problem.cannotWork("the certificate of this node ended at " + end + "; see ./xdsi cert show"));
        }
        return end.isAfter(now.plus(ALARM))
                ? Optional.empty()
                : Optional.of(Problem.needsAttention(
                        "the certificate of this node ends at " + end + "; see ./xdsi cert show"));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
