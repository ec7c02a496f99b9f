package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.ReceivingPacs.Told;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What modalities tell of performed procedure steps goes on to the PACS. */
class ForwardedStepsTest extends ForwardingScene {
    private static final String STEP = "1.2.826.0.1.3680043.9.88";
    private static final String OTHER = "1.2.826.0.1.3680043.9.89";

    @Override
    Kind[] kinds() {
        return new Kind[] {Kind.MPPS};
    }

    private static NormalizedOperation create(String uid) {
        return NormalizedOperation.create(UID.ModalityPerformedProcedureStep, uid, PerformedProcedureStepTest.begun());
    }

    private static NormalizedOperation discontinue(String uid) {
        return NormalizedOperation.set(
                UID.ModalityPerformedProcedureStep,
                uid,
                new Attributes()
                        .setString(Tag.PerformedProcedureStepStatus, "DISCONTINUED")
                        .setString(Tag.PerformedProcedureStepEndDate, "20260301")
                        .setString(Tag.PerformedProcedureStepEndTime, "121500"));
    }

    private Status tell(NormalizedOperation operation) throws Exception {
        return CommitmentScu.invoke(running.dicomPort(), operation);
    }

    private long waiting() {
        return undelivered(Kind.MPPS).waiting();
    }

    private List<String> heard() {
        return pacs.told.stream().map(told -> told.command() + " " + told.uid()).toList();
    }

    @Test
    void wordForWordAndInOrderAndOnRecord() throws Exception {
        assertThat(tell(create(STEP))).isEqualTo(Status.SUCCESS);
        assertThat(tell(discontinue(STEP))).isEqualTo(Status.SUCCESS);
        assertThat(tell(discontinue(STEP)).code()).as("refused here").isEqualTo(0x0110);

        awaitTrue(() -> waiting() == 0);
        assertThat(heard()).containsExactly("N_CREATE " + STEP, "N_SET " + STEP);
        Told created = pacs.told.getFirst();
        assertThat(created.sopClass()).isEqualTo(UID.ModalityPerformedProcedureStep);
        assertThat(created.said().string(Tag.SpecificCharacterSet, "")).isEqualTo("ISO_IR 100");
        assertThat(created.said().string(Tag.PatientName, "")).isEqualTo("Müller^Jürg");
        assertThat(created.said().items(Tag.ScheduledStepAttributesSequence)).hasSize(1);
        awaitRecord("csd-code=\"110111\"", "EventActionCode=\"C\"", "/PACS\"", STUDY);
        awaitRecord("csd-code=\"110111\"", "EventActionCode=\"U\"", "/PACS\"", STUDY);
    }

    @Test
    void theModalityDoesNotWaitForAPacsThatIsAway() throws Exception {
        pacs.close();
        assertThat(tell(create(STEP))).isEqualTo(Status.SUCCESS);
        assertThat(tell(discontinue(STEP))).isEqualTo(Status.SUCCESS);
        restart();
        assertThat(waiting()).isEqualTo(2);
        pacs.open();

        awaitLater(() -> waiting() == 0);
        assertThat(heard()).containsExactly("N_CREATE " + STEP, "N_SET " + STEP);
    }

    @Test
    void oneThatIsRefusedHoldsUpItsOwnStepAlone() throws Exception {
        pacs.answers.put("N_CREATE " + STEP, Status.INVALID_ATTRIBUTE_VALUE);
        tell(create(STEP));
        tell(discontinue(STEP));
        tell(create(OTHER));

        awaitLater(() -> undelivered(Kind.MPPS).failed() == 1);
        awaitTrue(() -> heard().contains("N_CREATE " + OTHER));
        assertThat(heard()).doesNotContain("N_SET " + STEP);
        assertThat(running.source.attention().orElse("")).contains("1 messages of performed procedure steps");

        pacs.answers.clear();
        running.forwarding(
                java.net.http.HttpRequest.newBuilder().POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
        awaitTrue(() -> waiting() == 0);
        assertThat(heard()).endsWith("N_CREATE " + STEP, "N_SET " + STEP);
    }

    @Test
    void whatThePacsMayHaveGotBeforeACrashIsNotTakenForRefused() throws Exception {
        pacs.close();
        tell(create(STEP));
        tell(discontinue(STEP));
        restart(ForwardedStepsTest::noteAsSent);
        pacs.answers.put("N_CREATE " + STEP, Status.DUPLICATE_SOP_INSTANCE);
        pacs.answers.put("N_SET " + STEP, Status.PROCESSING_FAILURE);
        pacs.open();

        awaitLater(() -> waiting() == 0);
        assertThat(heard()).containsExactly("N_CREATE " + STEP, "N_SET " + STEP);
        assertThat(undelivered(Kind.MPPS).failed()).isZero();
    }

    @Test
    void whatWasNotSentBeforeAndIsRefusedIsRefused() throws Exception {
        pacs.answers.put("N_SET " + STEP, Status.PROCESSING_FAILURE);
        tell(create(STEP));
        tell(discontinue(STEP));

        awaitLater(() -> heard().size() > 4);
        assertThat(waiting()).isEqualTo(1);
    }

    /** As a process leaves it that died after it had sent them. */
    private static void noteAsSent() throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into imaging_source.sent_step_message select number from imaging_source.forwarded_step_message"
                                + " on conflict do nothing")) {
            statement.executeUpdate();
        }
    }

    @Test
    void whatThePacsTellsIsNotToldToIt() throws Exception {
        try (Association association = pacs.associate(
                running.dicomPort(),
                PresentationContextPlan.of(
                        List.of(new Pair(UID.ModalityPerformedProcedureStep, UID.ExplicitVRLittleEndian))))) {
            assertThat(association.invoke(create(STEP))).isEqualTo(Status.SUCCESS);
        }

        assertThat(waiting()).isZero();
    }
}
