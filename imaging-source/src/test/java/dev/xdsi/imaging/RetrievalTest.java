package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same instances by RAD-69, WADO-RS and WADO-URI, unchanged, and plain words where there are none. */
@org.junit.jupiter.api.Tag("integration")
class RetrievalTest extends SourceScene {
    @Test
    void whatCameByCStoreLeavesUnchangedByEveryWay() throws Exception {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        assertThat(running.store(image)).isEqualTo(Status.SUCCESS);
        assertThat(running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1")))
                .isEqualTo(Status.SUCCESS);

        HttpResponse<byte[]> wadoRs = running.get("/dicom-web/studies/" + STUDY + "/series/" + SERIES, DICOM_PARTS);
        assertThat(wadoRs.statusCode()).isEqualTo(200);
        assertThat(wadoRs.headers().firstValueAsLong("Content-Length")).hasValue(wadoRs.body().length);
        List<byte[]> parts = parts(wadoRs);
        assertThat(parts).hasSize(1);
        assertThat(dataSet(parts.getFirst())).isEqualTo(DataSets.bytes(image));

        HttpResponse<byte[]> wadoUri = running.get(
                "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&objectUID=" + SERIES
                        + ".1&contentType=application/dicom",
                "*/*");
        assertThat(wadoUri.statusCode()).isEqualTo(200);
        assertThat(wadoUri.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(wadoUri.body()).isEqualTo(parts.getFirst());

        RetrieveDocumentSetResponse rad69 =
                retrieve(STUDY, SERIES, document(SERIES + ".1"), UID.ExplicitVRLittleEndian);
        assertThat(rad69.errors()).isEmpty();
        assertThat(rad69.documents())
                .hasSize(1)
                .allSatisfy(document ->
                        assertThat(document.content().open().readAllBytes()).isEqualTo(parts.getFirst()));
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .hasSize(2);
    }

    @Test
    void metadataComeAsDicomJson() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES, SERIES + ".2"));

        HttpResponse<byte[]> response =
                running.get("/dicom-web/studies/" + STUDY + "/metadata", "application/dicom+json");

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/dicom+json");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .startsWith("[{")
                .endsWith("}]")
                .contains("Müller^Jürg", SERIES + ".1", SERIES + ".2");
    }

    @Test
    void rad69SaysWhatIsWrong() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        DocumentRequest known = document(SERIES + ".1");

        assertThat(codes(retrieve(STUDY, SERIES, document("1.9.9"), UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSDocumentUniqueIdError");
        assertThat(codes(retrieve(STUDY, OTHER_SERIES, known, UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSDocumentUniqueIdError");
        assertThat(codes(retrieve("1.9.9", SERIES, known, UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSDocumentUniqueIdError");
        assertThat(codes(retrieve("", "", known, UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSDocumentUniqueIdError");
        assertThat(codes(retrieve(STUDY, SERIES, known, UID.JPEGBaseline8Bit))).containsExactly("XDSRepositoryError");
        assertThat(codes(retrieve(STUDY, SERIES, known, ""))).containsExactly("XDSRepositoryError");
        assertThat(codes(retrieve(
                        STUDY, SERIES, new DocumentRequest(null, "1.2.3", SERIES + ".1"), UID.ExplicitVRLittleEndian)))
                .containsExactly("XDSUnknownRepositoryId");
    }

    @Test
    void wadoSaysWhatIsWrong() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        String good = "requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&objectUID=" + SERIES + ".1";

        assertThat(wado(good + "&contentType=application/dicom")).isEqualTo(200);
        assertThat(wado(good)).as("rendered images are not offered").isEqualTo(406);
        assertThat(wado(good + "&contentType=application/dicom&anonymize=yes")).isEqualTo(406);
        assertThat(wado(good + "&contentType=application/dicom&transferSyntax=1.2.840.10008.1.2.4.70"))
                .isEqualTo(406);
        assertThat(wado(good.replace("WADO", "wado"))).isEqualTo(400);
        assertThat(wado(good.replace("studyUID=" + STUDY, "studyUID=") + "&contentType=application/dicom"))
                .isEqualTo(400);
        assertThat(wado(good + "&objectUID=1.2.3&contentType=application/dicom"))
                .isEqualTo(400);
        assertThat(wado(good.replace("seriesUID=" + SERIES, "seriesUID=" + OTHER_SERIES)
                        + "&contentType=application/dicom"))
                .isEqualTo(404);
        assertThat(running.get("/dicom-web/studies/1.9.9", DICOM_PARTS).statusCode())
                .isEqualTo(404);
        assertThat(running.get("/dicom-web/studies/../../x", DICOM_PARTS).statusCode())
                .isIn(400, 404);
        assertThat(running.get("/dicom-web/studies/" + STUDY, "image/jpeg").statusCode())
                .isEqualTo(406);
        assertThat(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS + "; transfer-syntax=1.2.840.10008.1.2.4.70")
                        .statusCode())
                .isEqualTo(406);
    }

    private int wado(String query) throws Exception {
        return running.get("/wado?" + query, "*/*").statusCode();
    }

    private static List<String> codes(RetrieveDocumentSetResponse response) {
        assertThat(response.documents()).isEmpty();
        return response.errors().stream().map(error -> error.errorCode().name()).toList();
    }

    private static byte[] dataSet(byte[] file) throws IOException {
        long offset =
                Part10.read(new ByteArrayInputStream(file), ReadOptions.DEFAULT).dataSetOffset();
        return Arrays.copyOfRange(file, (int) offset, file.length);
    }
}
