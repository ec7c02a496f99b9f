package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.NormalizedOperation;
import dev.xdsi.dicom.net.dimse.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Some senders end a text with a NUL and leave behind it what was there before; a database takes no NUL at all. */
@org.junit.jupiter.api.Tag("integration")
class NulInTextTest extends SourceScene {
    private static final List<Integer> TEXTS = List.of(
            Tag.PatientID,
            Tag.IssuerOfPatientID,
            Tag.PatientName,
            Tag.Modality,
            Tag.AccessionNumber,
            Tag.StudyDescription);

    private static Attributes withNul(int tag, Attributes dataSet) {
        return dataSet.setBytes(tag, ElementDictionary.vrOf(tag), "AB\0CD ".getBytes(StandardCharsets.US_ASCII));
    }

    private int status(String path) throws Exception {
        return running.get("/dicom-web" + path, "application/dicom+json").statusCode();
    }

    @Test
    void imagesAreKeptAndFoundByWhatComesBeforeIt() throws Exception {
        for (int tag : TEXTS) {
            String study = STUDY + "." + Integer.toUnsignedString(tag);
            Attributes image = DataSets.ct(study + ".1", study + ".1.1").setString(Tag.StudyInstanceUID, study);
            assertThat(running.store(withNul(tag, image)))
                    .as(Integer.toHexString(tag))
                    .isEqualTo(Status.SUCCESS);
        }

        assertThat(status("/studies?PatientID=AB")).isEqualTo(200);
        assertThat(status("/studies?AccessionNumber=AB")).isEqualTo(200);
        assertThat(status("/studies?PatientName=ab*")).isEqualTo(200);
        assertThat(status("/series?Modality=AB")).isEqualTo(200);
    }

    @Test
    void aQuestionWithOneIsNoFailureOfOurs() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));

        assertThat(status("/studies?PatientID=AB%00CD")).isEqualTo(204);
        assertThat(status("/studies?PatientName=AB%00CD&fuzzymatching=true")).isEqualTo(204);
        assertThat(status("/studies?AccessionNumber=A%00*")).isEqualTo(204);
        assertThat(status("/studies?StudyInstanceUID=1.2%00.3")).isEqualTo(400);
        assertThat(status("/studies?SOPClassesInStudy=1.2%00.3")).isEqualTo(400);
        assertThat(status("/studies/1.2%00/series")).isBetween(400, 404);
    }

    @Test
    void aProcedureStepWithOneIsTaken() throws Exception {
        Attributes step = PerformedProcedureStepTest.begun();
        TEXTS.forEach(tag -> withNul(tag, step));

        assertThat(CommitmentScu.invoke(
                        running.dicomPort(),
                        NormalizedOperation.create(UID.ModalityPerformedProcedureStep, STUDY + ".77", step)))
                .isEqualTo(Status.SUCCESS);
    }
}
