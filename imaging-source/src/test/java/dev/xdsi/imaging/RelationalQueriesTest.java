package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import org.junit.jupiter.api.Test;

/** A PACS that has the Patient Root model alone, and agrees to relational queries and retrieval. */
@org.junit.jupiter.api.Tag("integration")
class RelationalQueriesTest extends PacsScene {
    @Override
    ScriptedPacs pacs() throws Exception {
        return new ScriptedPacs(false, true);
    }

    @Test
    void aStudyIsAskedForByItself() throws Exception {
        pacs.instances.add(image(1));

        assertThat(over(ask("{\"study\": \"" + STUDY + "\"}"))).contains("\"done\":1", "\"failed\":0");

        running.awaitPublication(STUDY, PUBLISHED);
        assertThat(pacs.asked.stream().distinct())
                .containsExactly(
                        "PATIENT_ROOT_FIND STUDY ",
                        "PATIENT_ROOT_FIND SERIES 4711",
                        "PATIENT_ROOT_FIND IMAGE 4711",
                        "PATIENT_ROOT_GET IMAGE 4711");
    }

    @Test
    void aPatientMayHaveNoId() throws Exception {
        pacs.instances.add(image(1).setString(Tag.PatientID, ""));

        assertThat(over(ask("{\"study\": \"" + STUDY + "\"}"))).contains("\"done\":1", "\"failed\":0");

        assertThat(pacs.asked).contains("PATIENT_ROOT_GET IMAGE ");
    }
}
