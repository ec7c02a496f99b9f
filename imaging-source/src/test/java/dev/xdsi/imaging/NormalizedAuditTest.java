package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.dimse.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What MPPS, IAN and Storage Commitment leave in the audit trail: one record an attempt, failures too (PS3.15 A.5.3). */
@org.junit.jupiter.api.Tag("integration")
class NormalizedAuditTest extends SourceScene {
    private static final String STEP = "1.2.826.0.1.3680043.9.88";
    private static final String IMAGE = SERIES + ".1";
    private static final String TRANSACTION = "1.2.826.0.1.3680043.9.89";
    private static final String PROCEDURE_RECORD = "EventID csd-code=\"110111\"";
    private static final String TRANSFERRED = "EventID csd-code=\"110104\"";
    private static final String SUCCESS = "EventOutcomeIndicator=\"0\"";
    private static final String FAILURE = "EventOutcomeIndicator=\"8\"";
    private static final String PATIENT =
            "ParticipantObjectID=\"4711\" ParticipantObjectTypeCode=\"1\" ParticipantObjectTypeCodeRole=\"1\"";
    private static final String OF_STUDY =
            "ParticipantObjectID=\"" + STUDY + "\" ParticipantObjectTypeCode=\"2\" ParticipantObjectTypeCodeRole=\"3\"";

    /** But for those of publications, which what is told here brings about at any moment. */
    private List<String> records() {
        return running.audit.read(0, 1_000).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .filter(message -> !message.contains("csd-code=\"RAD-68\""))
                .toList();
    }

    /** The one record that an attempt leaves. */
    private String recordOf(NormalizedOperation operation, int status) throws Exception {
        int before = records().size();
        Status answer = CommitmentScu.invoke(running.dicomPort(), operation);
        assertThat(answer.code()).as(answer.toString()).isEqualTo(status);
        assertThat(records()).hasSize(before + 1);
        return records().getLast();
    }

    private static Attributes begun() {
        return new Attributes()
                .setItems(Tag.ScheduledStepAttributesSequence, new Attributes().setString(Tag.StudyInstanceUID, STUDY))
                .setString(Tag.PatientID, "4711")
                .setString(Tag.PatientName, "Secret^Name")
                .setString(Tag.PerformedProcedureStepID, "PPS1")
                .setString(Tag.PerformedStationAETitle, "MODALITY")
                .setString(Tag.PerformedProcedureStepStartDate, "20260301")
                .setString(Tag.PerformedProcedureStepStartTime, "120000")
                .setString(Tag.PerformedProcedureStepStatus, "IN PROGRESS")
                .setString(Tag.Modality, "CT");
    }

    private static Attributes completed() {
        return new Attributes()
                .setString(Tag.PerformedProcedureStepStatus, "COMPLETED")
                .setString(Tag.PerformedProcedureStepEndDate, "20260301")
                .setString(Tag.PerformedProcedureStepEndTime, "121500")
                .setItems(
                        Tag.PerformedSeriesSequence,
                        new Attributes()
                                .setString(Tag.SeriesInstanceUID, SERIES)
                                .setItems(Tag.ReferencedImageSequence, reference(IMAGE), reference(SERIES + ".2")));
    }

    private static Attributes reference(String instance) {
        return new Attributes()
                .setString(Tag.ReferencedSOPClassUID, UID.CTImageStorage)
                .setString(Tag.ReferencedSOPInstanceUID, instance);
    }

    private static NormalizedOperation create(Attributes step) {
        return NormalizedOperation.create(UID.ModalityPerformedProcedureStep, STEP, step);
    }

    private static NormalizedOperation set(Attributes step) {
        return NormalizedOperation.set(UID.ModalityPerformedProcedureStep, STEP, step);
    }

    @Test
    void aStepIsAProcedureRecordThatIsCreatedAndUpdated() throws Exception {
        assertThat(recordOf(create(begun()), 0))
                .contains(PROCEDURE_RECORD, "EventActionCode=\"C\"", SUCCESS, PATIENT, OF_STUDY)
                .contains("<MPPS UID=\"" + STEP + "\" />")
                .contains("UserID=\"MODALITY\"", "dicom://localhost:")
                .doesNotContain("Secret", "EventTypeCode");
        assertThat(recordOf(set(completed()), 0))
                .contains(PROCEDURE_RECORD, "EventActionCode=\"U\"", SUCCESS, PATIENT, OF_STUDY)
                .contains("<MPPS UID=\"" + STEP + "\" /><SOPClass NumberOfInstances=\"2\" UID=\"" + UID.CTImageStorage
                        + "\" />");
    }

    @Test
    void aStepThatIsRefusedIsOnRecordWithItsStatus() throws Exception {
        assertThat(recordOf(set(completed()), 0x0112))
                .contains(PROCEDURE_RECORD, FAILURE, ">0112H<")
                .doesNotContain("ParticipantObjectID");
        assertThat(recordOf(create(begun().remove(Tag.Modality)), 0x0120))
                .contains(FAILURE, ">0120H<", PATIENT, OF_STUDY);
        recordOf(create(begun()), 0);
        assertThat(recordOf(create(begun()), 0x0111)).contains(FAILURE, ">0111H<", PATIENT, OF_STUDY);
        recordOf(set(completed()), 0);
        assertThat(recordOf(set(completed()), 0x0110))
                .contains(FAILURE, ">0110H<", PATIENT, OF_STUDY)
                .doesNotContain("may no longer");
    }

    private static NormalizedOperation notification(Attributes said) {
        return NormalizedOperation.create(UID.InstanceAvailabilityNotification, STEP + ".1", said);
    }

    private static Attributes available() {
        return new Attributes()
                .setString(Tag.StudyInstanceUID, STUDY)
                .setItems(
                        Tag.ReferencedSeriesSequence,
                        new Attributes()
                                .setString(Tag.SeriesInstanceUID, SERIES)
                                .setItems(
                                        Tag.ReferencedSOPSequence,
                                        reference(IMAGE)
                                                .setString(Tag.InstanceAvailability, "ONLINE")
                                                .setString(Tag.RetrieveAETitle, "PACS")));
    }

    @Test
    void aNotificationIsAProcedureRecordOfWhoseStudyItIsOnceThatIsKnown() throws Exception {
        assertThat(recordOf(notification(available()), 0))
                .contains(PROCEDURE_RECORD, "EventActionCode=\"U\"", SUCCESS, OF_STUDY, "NumberOfInstances=\"1\"")
                .doesNotContain("4711");
        running.store(DataSets.ct(SERIES, IMAGE));
        assertThat(recordOf(notification(available()), 0)).contains(PATIENT, OF_STUDY);
        assertThat(recordOf(notification(available().remove(Tag.ReferencedSeriesSequence)), 0x0120))
                .contains(FAILURE, ">0120H<", OF_STUDY);
    }

    private static NormalizedOperation asked(int action, String... classesAndInstances) {
        return NormalizedOperation.action(
                UID.StorageCommitmentPushModel,
                UID.StorageCommitmentPushModelInstance,
                action,
                CommitmentScu.about(TRANSACTION, classesAndInstances));
    }

    private String awaitReport(int times) throws Exception {
        for (int tries = 0; tries < 3_000; tries++) {
            List<String> reports = reports();
            if (reports.size() == times) {
                return reports.getLast();
            }
            Thread.sleep(20);
        }
        throw new AssertionError(records());
    }

    /** The second, told when it is time: which is counted from a moment after the first was on record. */
    private String awaitLaterReport() throws Exception {
        for (int hours = 0; hours < 12 && reports().size() < 2; hours++) {
            running.pass(Duration.ofHours(1));
            for (int tries = 0; tries < 100 && reports().size() < 2; tries++) {
                Thread.sleep(20);
            }
        }
        return awaitReport(2);
    }

    private List<String> reports() {
        return records().stream()
                .filter(record -> record.contains("UserID=\"XDSI\"") && record.contains(TRANSFERRED))
                .toList();
    }

    @Test
    void whatIsCommittedIsOnRecordWhenItIsAskedAndWhenItIsTold() throws Exception {
        try (CommitmentScu scu = new CommitmentScu()) {
            running.askers.set(scu.partners());
            running.store(DataSets.ct(SERIES, IMAGE));
            int before = records().size();
            assertThat(CommitmentScu.invoke(running.dicomPort(), asked(1, UID.CTImageStorage, IMAGE)))
                    .isEqualTo(Status.SUCCESS);
            scu.next();

            String told = awaitReport(1);
            assertThat(records()).hasSize(before + 2);
            assertThat(told)
                    .contains("EventActionCode=\"R\"", SUCCESS, PATIENT, OF_STUDY, "NumberOfInstances=\"1\"")
                    .contains("dicom://127.0.0.1:" + scu.port() + "/MODALITY");
            assertThat(records().stream().filter(record -> record.contains("EventActionCode=\"E\"")))
                    .singleElement()
                    .asString()
                    .contains(TRANSFERRED, SUCCESS, PATIENT, OF_STUDY, "UserID=\"MODALITY\"");
        }
    }

    @Test
    void whatIsNotKeptOrNotToldIsNoSuccess() throws Exception {
        try (CommitmentScu scu = new CommitmentScu()) {
            running.askers.set(scu.partners());
            running.store(DataSets.ct(SERIES, IMAGE));
            scu.answers.add(Status.PROCESSING_FAILURE);
            CommitmentScu.invoke(running.dicomPort(), asked(1, UID.CTImageStorage, IMAGE, UID.CTImageStorage, "1.9.9"));

            assertThat(awaitReport(1)).contains(FAILURE, ">not told<");
            assertThat(awaitLaterReport())
                    .contains("EventOutcomeIndicator=\"4\"", ">not all are kept<", "NumberOfInstances=\"1\"");
            scu.next();
        }
    }

    @Test
    void aRequestThatIsRefusedIsOnRecord() throws Exception {
        try (CommitmentScu scu = new CommitmentScu()) {
            running.askers.set(scu.partners());
            assertThat(recordOf(asked(2, UID.CTImageStorage, IMAGE), 0x0123)).contains(TRANSFERRED, FAILURE, ">0123H<");
            assertThat(recordOf(asked(1, UID.CTImageStorage, "no-uid"), 0x0115)).contains(FAILURE, ">0115H<");
        }
    }
}
