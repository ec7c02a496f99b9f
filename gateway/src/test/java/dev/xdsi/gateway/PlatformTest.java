package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.syslog.AuditSender;
import dev.xdsi.gateway.health.Problem;
import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void anAuditSpoolThatTakesNothingIsATroubleHoweverFewRecordsWait() {
        assertThat(Platform.auditProblem(new AuditSender.Status(3, 0, 0, null, "the disk failed")))
                .contains(Problem.cannotWork("no transaction is performed: the disk failed"));
    }

    @Test
    void aRepositoryThatIsAwayIsNoTroubleUntilManyRecordsWait() {
        assertThat(Platform.auditProblem(new AuditSender.Status(9_999, 0, 7, "refused", null)))
                .isEmpty();
        assertThat(Platform.auditProblem(new AuditSender.Status(10_000, 0, 7, "refused", null)))
                .contains(Problem.needsAttention("10000 audit records wait for delivery"));
    }
}
