package dev.xdsi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Users who were not proven are security alerts, and not more of them than a trail can bear (ITI TF-2: 3.40.4.1.3). */
class AssertionFailuresTest {
    private static final Caller.Node NODE = new Caller.Node("192.0.2.7", Caller.ANONYMOUS, null);
    private static final URI ENDPOINT = URI.create("http://127.0.0.1/registry");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(64 << 20);
    private final AssertionFailures failures = new AssertionFailures(
            new AuditTrail(
                    spool,
                    new AuditContext(
                            new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                    now::get,
                    1 << 20),
            now::get);

    @Test
    void aRefusedAssertionIsASecurityAlert() {
        failures.refused(NODE, ENDPOINT, "EXPIRED: get a new one", " (claimed issuer: x)");

        assertThat(records())
                .singleElement()
                .asString()
                .contains("csd-code=\"110113\"", "csd-code=\"ITI-40\"", "EventOutcomeIndicator=\"8\"")
                .contains("EXPIRED: get a new one", "192.0.2.7", "http://127.0.0.1/registry");
    }

    @Test
    void ofAFloodTheFirstAreRecordedAndTheOthersCounted() {
        for (int i = 0; i < 1_000; i++) {
            failures.refused(NODE, ENDPOINT, "UNSIGNED", "");
        }
        assertThat(records()).hasSize(600);

        now.set(now.get().plus(Duration.ofSeconds(61)));
        failures.refused(NODE, ENDPOINT, "UNSIGNED", "");

        assertThat(records()).hasSize(601).last().asString().contains("400 failures before this one");
    }

    private List<String> records() {
        return spool.read(0, 10_000).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }
}
