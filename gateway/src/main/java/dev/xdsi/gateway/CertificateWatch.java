package dev.xdsi.gateway;

import dev.xdsi.gateway.health.Problem;
import dev.xdsi.soap.tls.NodeIdentity;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in time that the certificate of this node ends. */
final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration ALARM = Duration.ofDays(7);
    private static final List<Integer> WARNING_DAYS = List.of(30, 7, 1);

    private CertificateWatch() {}

    /** Days before a certificate ends, for the log. */
    static void warn(NodeIdentity identity, Instant now) {
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
}
