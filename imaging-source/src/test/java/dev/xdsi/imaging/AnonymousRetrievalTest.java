package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code anonymize=yes} of WADO-URI (PS3.18 9.1.2.1.3): images without what says whose they are. */
@Tag("integration")
class AnonymousRetrievalTest extends WebScene {
    private static final String WADO =
            "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&anonymize=yes&objectUID=";

    @TempDir
    Path received;

    private DicomFile file(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("application/dicom");
        Path file = Files.write(received.resolve("anonymous.dcm"), response.body());
        return Part10.read(file);
    }

    @Test
    void anImageComesWithoutItsPatientAndWithOtherUids() throws Exception {
        storeNative();

        HttpResponse<byte[]> response = get(WADO + NATIVE);
        DicomFile image = file(response);
        assertThat(new String(response.body(), StandardCharsets.ISO_8859_1))
                .doesNotContain("4711", "ller", "A100", "Spital", "Thorax", "1970", STUDY, "2026");
        assertThat(image.dataSet().string(dev.xdsi.dicom.Tag.SOPInstanceUID)).isPresent();
        assertThat(image.fileMeta().string(dev.xdsi.dicom.Tag.MediaStorageSOPInstanceUID))
                .isEqualTo(image.dataSet().string(dev.xdsi.dicom.Tag.SOPInstanceUID));
        assertThat(image.dataSet().integer(dev.xdsi.dicom.Tag.Rows, 0)).isEqualTo(SIDE);
        assertThat(new String(response.body(), StandardCharsets.ISO_8859_1))
                .contains(new String(frame(1, SIDE), StandardCharsets.ISO_8859_1));
        // the whole image under the same address is another representation
        assertThat(header(response, "ETag"))
                .isNotEqualTo(
                        header(get(WADO.replace("=yes", "=no") + NATIVE + "&contentType=application/dicom"), "ETag"));
    }

    @Test
    void imagesOfASeriesStayTogetherAlsoAfterAnotherStart() throws Exception {
        storeNative();
        storeCompressed();
        DicomFile one = file(get(WADO + NATIVE));
        DicomFile other = file(get(WADO + COMPRESSED));
        assertThat(other.transferSyntax().uid()).isEqualTo(UID.ExplicitVRLittleEndian);
        for (int tag : new int[] {dev.xdsi.dicom.Tag.StudyInstanceUID, dev.xdsi.dicom.Tag.SeriesInstanceUID}) {
            assertThat(one.dataSet().string(tag))
                    .isPresent()
                    .isEqualTo(other.dataSet().string(tag));
        }
        running.close();
        running = new RunningSource(folder, new RecordingRepository(), START);
        assertThat(file(get(WADO + NATIVE)).dataSet()).isEqualTo(one.dataSet());
    }

    @Test
    void whatCannotBeMadeAnonymousIsRefusedWithTheReason() throws Exception {
        store(
                DataSets.ct(SERIES, NATIVE).setString(dev.xdsi.dicom.Tag.BurnedInAnnotation, "YES"),
                UID.ExplicitVRLittleEndian);
        HttpResponse<byte[]> written = get(WADO + NATIVE);
        assertThat(written.statusCode()).isEqualTo(406);
        assertThat(text(written)).contains("Burned In Annotation");
        assertThat(get(WADO + NATIVE + "&contentType=image/png").statusCode()).isEqualTo(400);
        assertThat(get(WADO + NATIVE + "&frameNumber=1").statusCode()).isEqualTo(400);
        assertThat(get(WADO.replace("=yes", "=perhaps") + NATIVE).statusCode()).isEqualTo(400);
        assertThat(get(WADO + NATIVE + "&transferSyntax=" + UID.JPEG2000).statusCode())
                .isEqualTo(406);
    }

    @Test
    void thatItWasTakenIsRecordedAsAnyOther() throws Exception {
        storeNative();
        file(get(WADO + NATIVE));
        String all = audit();
        assertThat(all).contains("RAD-55");
        assertThat(all.substring(all.indexOf("RAD-55"))).contains("\"4711\"", STUDY);
    }
}
