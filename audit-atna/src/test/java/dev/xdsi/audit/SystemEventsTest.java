package dev.xdsi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.spool.InMemoryAuditSpool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemEventsTest {
    @Test
    void anAnswerThatWasNotDeliveredIsAnExportThatFailed() {
        InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
        AuditTrail trail = new AuditTrail(
                spool,
                new AuditContext(
                        new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                () -> Instant.EPOCH,
                1 << 20);

        trail.record(SystemEvents.undeliveredAnswer(
                trail.context(), "CN=south", URI.create("https://south.example/answers"), "HTTP 404"));

        assertThat(spool.read(0, 10))
                .singleElement()
                .extracting(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .asString()
                .contains("csd-code=\"110106\"", "EventOutcomeIndicator=\"8\"", "HTTP 404")
                .contains("CN=south", "south.example", "https://south.example/answers");
    }
}
