package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.journey.FailingDisk.Fault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose audit spool has no more room: nothing is disclosed that could not be recorded afterwards. */
@Tag("integration")
class FullAuditDiskTest {
    private static final int MORE_THAN_THERE_IS_ROOM_FOR = 2_000;
    private static final int RECORDS = 1_000;

    @Test
    void f19ADocumentDoesNotLeaveWithoutItsRecord(@TempDir Path folder) throws Exception {
        FailingDisk.assumePossible();
        Path data = folder.resolve("data");
        try (FailingDisk disk = new FailingDisk(data.resolve("audit-spool"), folder);
                RunningGateway gateway = RunningGateway.start(data)) {
            DocumentLedger ledger =
                    new DocumentLedger(gateway.ihe("/"), Settings.REPOSITORY_UNIQUE_ID.initial(), folder);
            int document = ledger.next();
            assertThat(ledger.refusalOf(document)).isEmpty();

            disk.fail(Fault.FULL);
            int retrieved = 0;
            while (retrieved < MORE_THAN_THERE_IS_ROOM_FOR && ledger.isRetrieved(document)) {
                retrieved++;
            }
            assertThat(retrieved).isBetween(1, RECORDS - 100);

            disk.fail(Fault.NONE);
            assertThat(ledger.isRetrieved(document)).isTrue();
            assertThat(gateway.gateway().flushAudit(Duration.ofSeconds(60))).isTrue();
            int recorded = 0;
            for (JsonNode entry : gateway.client().auditRecords(-1, RECORDS).path("records")) {
                if (entry.path("transaction").asText().equals("ITI-43")
                        && entry.path("outcome").asText().equals("success")) {
                    recorded++;
                }
            }
            assertThat(recorded).isEqualTo(retrieved + 1);
        }
    }
}
