package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the source writes into the audit trail. */
@org.junit.jupiter.api.Tag("integration")
class SourceAuditTest extends SourceScene {
    @Test
    void everyAttemptLeavesOneRecord() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES, SERIES + ".1").setString(Tag.PatientID, "9"));
        assertThat(records()).isEqualTo(2);
        running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS);
        running.get("/dicom-web/studies/1.9.9", DICOM_PARTS);
        assertThat(records()).isEqualTo(4);
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(records()).isEqualTo(5);
        assertThat(new String(running.audit.read(2, 1).getFirst().message(), StandardCharsets.UTF_8))
                .contains("RAD-107", "110104", STUDY, "4711", "NumberOfInstances=\"1\"");
    }

    @Test
    void whoLinksAStudyIsRecordedWithItAndWithThePatientAlsoWhereThatWasRefused() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        assertThat(link("MARY^^^&1.2.3&ISO").statusCode()).isEqualTo(200);
        assertThat(record(1))
                .contains("110110", "EventActionCode=\"U\"", "EventOutcomeIndicator=\"0\"", "ada@https://idp")
                .contains("MARY^^^&amp;1.2.3&amp;ISO", STUDY);
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        int before = records();
        assertThat(link("JANE^^^&1.2.3&ISO").statusCode()).isEqualTo(409);
        assertThat(record(before)).contains("110110", "EventOutcomeIndicator=\"8\"", "JANE^^^&amp;1.2.3&amp;ISO");
    }

    @Test
    void ofRad69IsRecordedWhichStudyWasAskedForThoughNothingLeft() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        RetrieveDocumentSetResponse answer = running.source
                .retrieveImagingDocumentSet()
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(asked(STUDY, SERIES), asked("1.9.9", "1.9.9.1"), asked("no UID", "1")),
                                List.of(UID.ExplicitVRLittleEndian)),
                        Caller.self("TEST"));
        answer.documents()
                .forEach(document -> answer.delivery().sent(document.request().documentUniqueId(), 1));
        answer.delivery().complete();
        assertThat(record(1))
                .contains("RAD-69", STUDY, "NumberOfInstances=\"1\"", "ParticipantObjectID=\"1.9.9\"")
                .doesNotContain("no UID");
    }

    private static StudyRequest asked(String study, String series) {
        return new StudyRequest(
                study,
                List.of(new SeriesRequest(
                        series, List.of(new DocumentRequest(null, RunningSource.LOCATION.value(), series + ".1")))));
    }

    private String record(int after) throws IOException {
        return new String(running.audit.read(after, 1).getFirst().message(), StandardCharsets.UTF_8);
    }

    private int records() throws IOException {
        return running.audit.read(0, 1000).size();
    }
}
