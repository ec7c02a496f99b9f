package dev.xdsi.gateway;

import dev.xdsi.gateway.health.Problem;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in time that a certificate ends: in the log each time that less is left than some days, and to the health in the last week. */
final class CertificateEnd {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateEnd.class);
    private static final List<Integer> DAYS = List.of(0, 1, 7, 30);
    private static final Duration ALARM = Duration.ofDays(7);

    private final String what;
    private final Supplier<X509Certificate> certificate;
    private final String advice;
    private final InstantSource clock;
    private @Nullable Said said;

    /** @param days fewer of them are left; none once it has ended */
    private record Said(X509Certificate of, Optional<Integer> days) {}

    CertificateEnd(String what, Supplier<X509Certificate> certificate, String advice, InstantSource clock) {
        this.what = what;
        this.certificate = certificate;
        this.advice = advice;
        this.clock = clock;
    }

    Instant end() {
        return end(certificate.get());
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    /** Tells the log of a limit that was crossed since the last look, and of all that another certificate in its place has crossed. */
    synchronized void look() {
        X509Certificate current = certificate.get();
        Instant end = end(current);
        Duration left = Duration.between(clock.instant(), end);
        Said now = new Said(
                current,
                DAYS.stream()
                        .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                        .findFirst());
        if (!now.equals(said)) {
            said = now;
            now.days().ifPresent(days -> {
                if (days == 0) {
                    LOG.error("{} has ended, at {}; {}", what, end, advice);
                } else {
                    LOG.warn("{} ends in {} days, at {}; {}", what, left.toDays(), end, advice);
                }
            });
        }
    }

    /** With one that has ended nothing works that needs it. */
    Optional<Problem> problem() {
        Instant now = clock.instant();
        Instant end = end();
        if (!end.isAfter(now)) {
            return Optional.of(Problem.cannotWork(what + " has ended, at " + end + "; " + advice));
        }
        return end.isAfter(now.plus(ALARM))
                ? Optional.empty()
                : Optional.of(Problem.needsAttention(what + " ends at " + end + "; " + advice));
    }
}
