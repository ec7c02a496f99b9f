package dev.xdsi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A stranger fails as often as he likes, and fills no disk by it. */
class LoggedFailuresTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AuditTrail trail = new AuditTrail(
            new InMemoryAuditSpool(64 << 20),
            new AuditContext(new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
            now::get,
            1 << 20);

    /** What is logged when it fails a thousand times in a minute, and once in the next. */
    private List<String> logged(Class<?> by, Runnable failure) {
        Logger logger = (Logger) LoggerFactory.getLogger(by);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        try {
            for (int i = 0; i < 1_000; i++) {
                failure.run();
            }
            now.set(now.get().plus(Duration.ofSeconds(61)));
            failure.run();
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(lines);
        }
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void nodesThatCannotProveWhoTheyAre() {
        NodeAuthenticationFailures failures = new NodeAuthenticationFailures(trail, now::get);

        assertThat(logged(
                        NodeAuthenticationFailures.class,
                        () -> failures.refused("192.0.2.7", new IOException("no certificate"))))
                .hasSize(61)
                .last()
                .asString()
                .startsWith("The node at 192.0.2.7 could not prove who it is: no certificate")
                .contains("940 failures before this one");
    }

    @Test
    void callersWhoseUserIsNotProven() {
        AssertionFailures failures = new AssertionFailures(trail, now::get);
        Caller.Node node = new Caller.Node("192.0.2.7", Caller.ANONYMOUS, null);

        assertThat(logged(
                        AssertionFailures.class,
                        () -> failures.refused(
                                node, URI.create("http://127.0.0.1/registry"), "UNSIGNED", " (claimed)")))
                .hasSize(601)
                .last()
                .asString()
                .startsWith("A call of http://127.0.0.1/registry from 192.0.2.7 was refused: UNSIGNED")
                .contains("400 failures before this one")
                .endsWith(" (claimed)");
    }
}
