package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import org.junit.jupiter.api.Test;

/** A PACS that has the Patient Root model alone, and wants the patient named in whatever is asked for. */
@org.junit.jupiter.api.Tag("integration")
class PatientRootTest extends PacsScene {
    private static final String OTHER = "1.2.826.0.1.3680043.9.2";

    @Override
    ScriptedPacs pacs() throws Exception {
        return new ScriptedPacs(false, false);
    }

    private static Attributes of(String patientId, String study) {
        return DataSets.ct(study + ".1", study + ".1.1")
                .setString(Tag.StudyInstanceUID, study)
                .setString(Tag.PatientID, patientId);
    }

    @Test
    void thePatientIsNamedInEveryQuestion() throws Exception {
        pacs.instances.add(image(1));
        pacs.instances.add(of("4712", OTHER));

        assertThat(over(ask("{\"patient\": \"4711\"}"))).contains("\"done\":1", "\"failed\":0");

        running.awaitPublication(STUDY, PUBLISHED);
        assertThat(pacs.asked.stream().distinct())
                .containsExactly(
                        "PATIENT_ROOT_FIND STUDY 4711",
                        "PATIENT_ROOT_FIND SERIES 4711",
                        "PATIENT_ROOT_FIND IMAGE 4711",
                        "PATIENT_ROOT_GET IMAGE 4711");
        assertThat(records()).anyMatch(record -> record.contains("1.2.840.10008.5.1.4.1.2.1.1"));
    }

    @Test
    void whoseAStudyIsIsFoundOutBeforeTheStudyIsAskedFor() throws Exception {
        pacs.instances.add(of("4710", OTHER + ".1"));
        pacs.instances.add(image(1));
        pacs.instances.add(of("4712", OTHER + ".2"));

        assertThat(over(ask("{\"study\": \"" + STUDY + "\"}"))).contains("\"done\":1", "\"failed\":0");

        running.awaitPublication(STUDY, PUBLISHED);
        assertThat(pacs.asked.stream().distinct())
                .startsWith(
                        "PATIENT_ROOT_FIND PATIENT ", "PATIENT_ROOT_FIND STUDY 4710", "PATIENT_ROOT_FIND STUDY 4711")
                .doesNotContain("PATIENT_ROOT_FIND STUDY 4712");
    }

    @Test
    void amongTooManyPatientsOneHasToBeNamed() throws Exception {
        for (int i = 0; i <= 1_000; i++) {
            pacs.instances.add(of("P" + i, OTHER + "." + i));
        }

        assertThat(over(ask("{\"study\": \"" + STUDY + "\"}")))
                .contains("\"state\":\"failed\"", "name the patient", "more than 1000 matches");
    }
}
