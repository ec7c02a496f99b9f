package dev.xdsi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.transaction.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What users may not do is a security alert, and not more of them than a trail can bear (PS3.15 A.5.3.11). */
class DeniedRequestsTest {
    private static final String PAGE = "http://127.0.0.1/api/users/bob";
    private static final Caller ADA = new Caller(
            new Caller.Node("192.0.2.7", Caller.ANONYMOUS, null),
            new Caller.User(
                    new Caller.Identity("ada", "test", "Dr. Ada", null),
                    Caller.Affiliation.UNKNOWN,
                    Caller.Intent.NONE));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(64 << 20);
    private final DeniedRequests denials = new DeniedRequests(
            new AuditTrail(
                    spool,
                    new AuditContext(
                            new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                    now::get,
                    1 << 20),
            now::get);

    @Test
    void whatAUserMayNotDoIsASecurityAlertWithHisName() {
        denials.denied(ADA, "DELETE", PAGE, "Only an administrator may do this.");

        assertThat(records())
                .singleElement()
                .asString()
                .contains("csd-code=\"110113\"", "csd-code=\"110132\"", "EventOutcomeIndicator=\"4\"")
                .contains("Only an administrator may do this.", "&lt;ada@test&gt;", "192.0.2.7", PAGE);
    }

    @Test
    void ofAFloodTheFirstAreRecordedAndTheOthersCounted() {
        for (int i = 0; i < 1_000; i++) {
            denials.denied(ADA, "GET", PAGE, "No.");
        }
        assertThat(records()).hasSize(600);

        now.set(now.get().plus(Duration.ofSeconds(61)));
        denials.denied(ADA, "GET", PAGE, "No.");

        assertThat(records()).hasSize(601).last().asString().contains("400 failures before this one");
    }

    private List<String> records() {
        return spool.read(0, 10_000).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }
}
