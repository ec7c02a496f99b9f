package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.iti8.Adt;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Patient Identity Feed changes for those who submit and ask. */
class IdentityFeedsTest extends ExpectedActions {
    private final PatientId survivor = patient("survivor");

    @BeforeEach
    void onlyThoseWhoWereToldOf() {
        registry.onlyTold(true);
    }

    @AfterEach
    void everybody() {
        registry.onlyTold(false);
    }

    private static String controlId() {
        return UUID.randomUUID().toString().substring(16);
    }

    private void admit(PatientId id) throws IOException {
        assertThat(registry.feed(Adt.a04(controlId()).withPid("PID|||" + id.cx() + "||Doe^Mary")))
                .contains("MSA|AA|");
    }

    private List<String> documentsOf(PatientId whose) {
        return found(findDocuments()
                .without("$XDSDocumentEntryPatientId")
                .withList("$XDSDocumentEntryPatientId", whose.cx()));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.8.4.1.3",
            value =
                    "Documents are registered for a patient from his admission (ADT) on, and not before: XDSUnknownPatientId")
    void whoIsAdmittedIsKnown() throws IOException {
        assertThat(refused("s", manifest("a"))).containsExactly(ErrorCode.XDSUnknownPatientId);

        admit(patient);

        register("s", manifest("a"));
        assertThat(documentsOf(patient)).containsExactly("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.8.4.2.3",
            value =
                    "After an A40 the surviving id finds what was registered under the subsumed one, which finds nothing and has"
                            + " nothing registered; after an A04 of that one each has his own again")
    void whoIsMergedIsTheSurvivor() throws IOException {
        admit(patient);
        admit(survivor);
        register("s", manifest("a"));

        assertThat(registry.feed(Adt.a40(controlId(), survivor.cx(), patient.cx())))
                .contains("MSA|AA|");

        assertThat(documentsOf(survivor)).containsExactly("a");
        assertThat(documentsOf(patient)).isEmpty();
        assertThat(refused("t", manifest("b"))).containsExactly(ErrorCode.XDSUnknownPatientId);

        admit(patient);
        assertThat(documentsOf(survivor)).isEmpty();
        assertThat(documentsOf(patient)).containsExactly("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.44.4.1.3",
            value = "Documents are registered for a patient who was added by the feed of HL7 V3, and not before:"
                    + " XDSUnknownPatientId")
    void whoIsAddedIsKnown() throws Exception {
        assertThat(refused("s", manifest("a"))).containsExactly(ErrorCode.XDSUnknownPatientId);

        add(patient);

        register("s", manifest("a"));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.44.4.2.3",
            value =
                    "After duplicates are resolved the surviving id finds what was registered under the obsolete one, which finds"
                            + " nothing")
    void duplicatesAreOne() throws Exception {
        add(patient);
        add(survivor);
        register("s", manifest("a"));

        assertThat(registry.feed(
                        Messages.patientsMerged(patient.assigningAuthority().value(), survivor.id(), patient.id())))
                .contains("code=\"CA\"");

        assertThat(documentsOf(survivor)).containsExactly("a");
        assertThat(documentsOf(patient)).isEmpty();
    }

    private void add(PatientId id) throws Exception {
        assertThat(registry.feed(Messages.patientAdded(id.assigningAuthority().value(), id.id())))
                .contains("code=\"CA\"");
    }
}
