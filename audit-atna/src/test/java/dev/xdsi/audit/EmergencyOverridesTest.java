package dev.xdsi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.repository.AuditRecord;
import dev.xdsi.audit.repository.AuditRecordReading;
import dev.xdsi.audit.repository.EmergencyOverride;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmergencyOverridesTest {
    private static final PatientId MARY = new PatientId("MARY", new Oid("1.2.3"));
    private static final PatientId JOHN = new PatientId("JOHN", new Oid("1.2.3"));
    private static final Caller DOCTOR = new Caller(
            new Caller.Node("192.0.2.7", "urn:node", null),
            new Caller.User(
                    new Caller.Identity("ada", "https://idp", "Dr. Ada", null),
                    Caller.Affiliation.UNKNOWN,
                    new Caller.Intent(
                            List.of(Code.of("EMERGENCY", "1.9", "Emergency")),
                            "bewusstlos <nach> Unfall",
                            null,
                            List.of(),
                            List.of())));

    private InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private Decision decision = new Decision.Permitted("emergency override", true);

    private ConsentDecisionPoint.View view() {
        AuditTrail trail = new AuditTrail(
                spool,
                new AuditContext(new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "host"),
                InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")),
                1 << 20);
        return new EmergencyOverrides((caller, transaction) -> resource -> decision, trail).viewOf(DOCTOR, "ITI-43");
    }

    private List<AuditRecord.Stored> records() {
        return spool.read(0, 100).stream()
                .map(spooled -> AuditRecordReading.stored(spooled.message()))
                .toList();
    }

    @Test
    void raisesOneAlertForEachCallAndPatientBeforeItAnswers() {
        ConsentDecisionPoint.View view = view();
        assertThat(view.mayAskAbout(Resource.ofPatient(MARY)).isPermitted()).isTrue();
        assertThat(records()).hasSize(1);
        view.maySee(Resource.ofPatient(MARY));
        assertThat(records()).hasSize(1);
        view.maySee(Resource.ofPatient(JOHN));
        assertThat(records()).hasSize(2);
        view().maySee(Resource.ofPatient(MARY));
        assertThat(records()).hasSize(3);
    }

    @Test
    void tellsTheReviewerWhoWhoseWhyAndWhereby() {
        view().maySee(Resource.ofPatient(MARY));

        assertThat(EmergencyOverride.of(records().getFirst()))
                .hasValueSatisfying(override -> assertThat(override)
                        .isEqualTo(new EmergencyOverride(
                                1,
                                "2026-03-01T12:00:00Z",
                                "<ada@https://idp>",
                                "Dr. Ada",
                                List.of("EMERGENCY"),
                                new EmergencyOverride.Subject(MARY.cx(), "ITI-43", "bewusstlos <nach> Unfall"))));
        assertThat(records().getFirst().record().content().eventId()).isEqualTo("110113");
    }

    @Test
    void nothingIsRecordedWhereNothingIsOverridden() {
        decision = new Decision.Permitted("no consent objects", false);
        view().maySee(Resource.ofPatient(MARY));
        decision = new Decision.Denied("no");
        view().maySee(Resource.ofPatient(MARY));
        assertThat(records()).isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsNotOverridden() {
        spool = new InMemoryAuditSpool(10);
        assertThat(view().maySee(Resource.ofPatient(MARY)).isPermitted()).isFalse();
    }
}
