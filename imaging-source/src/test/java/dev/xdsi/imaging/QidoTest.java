package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.dicom.xml.NativeDicomModel;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** QIDO-RS over HTTP. */
@org.junit.jupiter.api.Tag("integration")
class QidoTest extends SourceScene {
    private static final String JSON = "application/dicom+json";

    @BeforeEach
    void fill() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));
        running.store(DataSets.ct(STUDY + "9.1", STUDY + "9.1.1")
                .setString(Tag.StudyInstanceUID, STUDY + "9")
                .setString(Tag.PatientID, "4712")
                .setString(Tag.StudyDate, "20260401"));
    }

    private List<Attributes> found(String path) throws Exception {
        HttpResponse<byte[]> response = running.get("/dicom-web" + path, JSON);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return DicomJson.readAll(new ByteArrayInputStream(response.body()), JsonLimits.DEFAULT, BulkDataSource.IGNORE);
    }

    private int status(String path) throws Exception {
        return running.get("/dicom-web" + path, JSON).statusCode();
    }

    @Test
    void studiesSeriesAndInstancesAreFoundAloneAndBelowOneAnother() throws Exception {
        assertThat(found("/studies")).hasSize(2);
        assertThat(found("/series")).hasSize(3);
        assertThat(found("/instances")).hasSize(4);
        assertThat(found("/studies/" + STUDY + "/series")).hasSize(2);
        assertThat(found("/studies/" + STUDY + "/instances")).hasSize(3);
        assertThat(found("/studies/" + STUDY + "/series/" + SERIES + "/instances"))
                .extracting(answer -> answer.string(Tag.SOPInstanceUID, ""))
                .containsExactly(SERIES + ".1", SERIES + ".2");
        assertThat(status("/studies/1.9.9/series")).isEqualTo(204);
    }

    @Test
    void anAnswerHasWhatTheStandardWantsAndWhatIsAskedFor() throws Exception {
        Attributes study = found("/studies?PatientID=4711&includefield=StudyDescription,00081090")
                .getFirst();

        assertThat(study.string(Tag.PatientName)).contains("Müller^Jürg");
        assertThat(study.strings(Tag.ModalitiesInStudy)).containsExactly("CT");
        assertThat(study.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(3);
        assertThat(study.string(Tag.RetrieveURL)).contains("http://localhost:8081/dicom-web/studies/" + STUDY);
        assertThat(study.string(Tag.StudyDescription)).contains("CT Thorax");

        Attributes instance = found("/studies/" + STUDY + "/instances?limit=1&includefield=all")
                .getFirst();
        assertThat(instance.string(Tag.BodyPartExamined)).contains("CHEST");
        assertThat(instance.integer(Tag.Rows)).hasValue(8);
        assertThat(instance.string(Tag.RetrieveURL).orElse("")).endsWith("/instances/" + SERIES + ".1");
    }

    @Test
    void keysAreMatchedAsOverDimse() throws Exception {
        assertThat(found("/studies?StudyDate=20260301-20260331")).hasSize(1);
        assertThat(found("/studies?00100010=M%C3%9CLLER*")).hasSize(2);
        assertThat(found("/studies?StudyInstanceUID=" + STUDY + "," + STUDY + "9"))
                .hasSize(2);
        assertThat(found("/instances?Rows=8&Modality=CT")).hasSize(4);
        assertThat(status("/instances?Rows=9")).isEqualTo(204);
        assertThat(status("/studies?RequestAttributesSequence.RequestedProcedureID=7"))
                .as("of the series")
                .isEqualTo(200);
        assertThat(status("/series?RequestAttributesSequence.RequestedProcedureID=7"))
                .isEqualTo(204);
    }

    @Test
    void answersComePageByPage() throws Exception {
        HttpResponse<byte[]> first = running.get("/dicom-web/studies?limit=1", JSON);
        assertThat(first.headers().allValues("Warning"))
                .singleElement()
                .asString()
                .contains("additional results");
        assertThat(found("/studies?limit=1&offset=1"))
                .singleElement()
                .satisfies(answer ->
                        assertThat(answer.string(Tag.StudyInstanceUID)).contains(STUDY + "9"));
        assertThat(running.get("/dicom-web/studies?limit=2", JSON).headers().allValues("Warning"))
                .isEmpty();
        assertThat(status("/studies?offset=2")).isEqualTo(204);
    }

    @Test
    void namesThatAreSimilarAreFoundWhenThatIsAskedFor() throws Exception {
        assertThat(status("/studies?PatientName=juerg%20MUELLER")).isEqualTo(204);
        assertThat(found("/studies?PatientName=JURG%20mueler&fuzzymatching=true"))
                .hasSize(2);
        assertThat(found("/studies?PatientName=mull*&fuzzymatching=true")).hasSize(2);
        assertThat(status("/studies?PatientName=Schmidt&fuzzymatching=true")).isEqualTo(204);
        assertThat(status("/studies?PatientName=mull*&PatientID=x&fuzzymatching=true"))
                .as("only names are similar")
                .isEqualTo(204);
        assertThat(running.get("/dicom-web/studies?PatientName=mull*&fuzzymatching=true", JSON)
                        .headers()
                        .allValues("Warning"))
                .isEmpty();
    }

    @Test
    void answersComeAsXmlToo() throws Exception {
        HttpResponse<byte[]> response =
                running.get("/dicom-web/studies?limit=2", "multipart/related; type=\"application/dicom+xml\"");

        assertThat(response.statusCode()).isEqualTo(200);
        List<byte[]> documents = parts(response);
        assertThat(documents).hasSize(2);
        assertThat(NativeDicomModel.read(
                                new ByteArrayInputStream(documents.getFirst()),
                                JsonLimits.DEFAULT,
                                BulkDataSource.IGNORE)
                        .string(Tag.StudyInstanceUID))
                .contains(STUDY);
    }

    @Test
    void whatIsNoSearchIsSaidToBeNone() throws Exception {
        assertThat(status("/studies?NoSuchAttribute=1")).isEqualTo(400);
        assertThat(status("/studies?StudyDate=tomorrow")).isEqualTo(400);
        assertThat(status("/studies?limit=-1")).isEqualTo(400);
        assertThat(status("/studies?PatientID=1&PatientID=2")).isEqualTo(400);
        assertThat(status("/studies?PatientID=1&00100020=2")).isEqualTo(400);
        assertThat(status("/studies/" + STUDY + "/series?StudyInstanceUID=1.2")).isEqualTo(400);
        assertThat(status("/studies?fuzzymatching=perhaps")).isEqualTo(400);
        assertThat(running.get("/dicom-web/studies", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void theQuestionIsOnRecord() throws Exception {
        found("/studies?PatientID=4711");

        assertThat(new String(running.audit.read(4, 1).getFirst().message(), StandardCharsets.UTF_8))
                .contains("110112", "RAD-129", "QIDO-RS Query", "/studies");
    }
}
