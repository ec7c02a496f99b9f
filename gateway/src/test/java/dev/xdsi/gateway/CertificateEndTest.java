package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.xdsi.gateway.health.Problem;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class CertificateEndTest {
    @TempDir
    static Path keys;

    private static X509Certificate first;
    private static X509Certificate second;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicReference<X509Certificate> current = new AtomicReference<>();
    private final AtomicReference<Instant> now = new AtomicReference<>();
    private final CertificateEnd watched = new CertificateEnd("it", current::get, "renew it", now::get);
    private Instant end;

    @BeforeAll
    static void certificates() throws IOException {
        DemoCertificates authority = new DemoCertificates(keys, Clock.systemUTC(), new SecureRandom());
        first = authority.node("first").certificate();
        second = authority.node("second").certificate();
    }

    @BeforeEach
    void start() {
        current.set(first);
        end = first.getNotAfter().toInstant();
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(CertificateEnd.class);
    }

    private void lookWith(Duration left) {
        now.set(end.minus(left));
        watched.look();
    }

    private List<String> said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void eachLimitIsSaidOnceWhenItIsCrossed() {
        for (int hours = 24 * 40; hours > -48; hours -= 5) {
            lookWith(Duration.ofHours(hours));
        }
        assertThat(said())
                .containsExactly(
                        "it ends in 30 days, at " + end + "; renew it",
                        "it ends in 6 days, at " + end + "; renew it",
                        "it ends in 0 days, at " + end + "; renew it",
                        "it has ended, at " + end + "; renew it");
    }

    @Test
    void anotherCertificateInItsPlaceIsJudgedAnew() {
        lookWith(Duration.ofDays(20));
        assertThat(said()).hasSize(1);
        current.set(second);
        lookWith(Duration.ofDays(20));
        assertThat(said()).hasSize(2);
        lookWith(Duration.ofDays(20));
        assertThat(said()).hasSize(2);
    }

    @Test
    void theLastWeekNeedsAttentionAndNothingWorksAfterIt() {
        now.set(end.minus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(watched.problem()).isEmpty();
        now.set(end.minus(Duration.ofDays(7)));
        assertThat(watched.problem()).contains(Problem.needsAttention("it ends at " + end + "; renew it"));
        now.set(end);
        assertThat(watched.problem()).contains(Problem.cannotWork("it has ended, at " + end + "; renew it"));
    }
}
