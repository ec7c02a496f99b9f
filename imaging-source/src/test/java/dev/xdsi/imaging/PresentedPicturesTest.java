package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pictures as a presentation state wants them, and with what is written into them, by WADO-RS and WADO-URI. */
@Tag("integration")
class PresentedPicturesTest extends WebScene {
    private static final String STATE = OTHER_SERIES + ".1";
    private static final String NAMED = "presentationSeriesUID=" + OTHER_SERIES + "&presentationUID=" + STATE;
    private static final String WADO = "/wado?requestType=WADO&contentType=image/png&studyUID=" + STUDY + "&seriesUID="
            + SERIES + "&objectUID=" + NATIVE + "&frameNumber=2&";
    private static final String RENDERED = instance(NATIVE) + "/frames/2/rendered?accept=image/png&";

    @BeforeEach
    void store() throws Exception {
        storeNative();
        store(state(STATE, STUDY, 2), UID.ExplicitVRLittleEndian);
    }

    /** Frame so and so turned by a quarter, and the darkest white. */
    private static Attributes state(String uid, String study, int frame) {
        return new Attributes()
                .setString(dev.xdsi.dicom.Tag.SOPClassUID, UID.GrayscaleSoftcopyPresentationStateStorage)
                .setString(dev.xdsi.dicom.Tag.SOPInstanceUID, uid)
                .setString(dev.xdsi.dicom.Tag.StudyInstanceUID, study)
                .setString(dev.xdsi.dicom.Tag.SeriesInstanceUID, OTHER_SERIES)
                .setString(dev.xdsi.dicom.Tag.Modality, "PR")
                .setString(dev.xdsi.dicom.Tag.PatientID, "4711")
                .setItems(
                        dev.xdsi.dicom.Tag.ReferencedSeriesSequence,
                        new Attributes()
                                .setString(dev.xdsi.dicom.Tag.SeriesInstanceUID, SERIES)
                                .setItems(
                                        dev.xdsi.dicom.Tag.ReferencedImageSequence,
                                        new Attributes()
                                                .setString(dev.xdsi.dicom.Tag.ReferencedSOPInstanceUID, NATIVE)
                                                .setInt(dev.xdsi.dicom.Tag.ReferencedFrameNumber, VR.IS, frame)))
                .setItems(
                        dev.xdsi.dicom.Tag.SoftcopyVOILUTSequence,
                        new Attributes()
                                .setString(dev.xdsi.dicom.Tag.WindowCenter, "128")
                                .setString(dev.xdsi.dicom.Tag.WindowWidth, "256"))
                .setInt(dev.xdsi.dicom.Tag.ImageRotation, 90)
                .setString(dev.xdsi.dicom.Tag.PresentationLUTShape, "INVERSE");
    }

    private static BufferedImage picture(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    private static int gray(BufferedImage image, int x, int y) {
        return image.getRaster().getSample(x, y, 0);
    }

    @Test
    void aPresentationStateOfTheStudyIsApplied() throws Exception {
        for (String path : new String[] {RENDERED, WADO}) {
            BufferedImage image = picture(get(path + NAMED));
            // the left half, which is darker, is above now
            assertThat(gray(image, 10, 10)).isBetween(214, 216);
            assertThat(gray(image, 10, 290)).isBetween(114, 116);
        }
        assertThat(header(get(RENDERED + NAMED), "ETag")).isNotEqualTo(header(get(RENDERED + "x=y"), "ETag"));
    }

    @Test
    void oneThatIsAboutOtherFramesIsRefused() throws Exception {
        HttpResponse<byte[]> first = get(instance(NATIVE) + "/frames/1/rendered?accept=image/png&" + NAMED);
        assertThat(first.statusCode()).isEqualTo(406);
        assertThat(text(first)).contains("not about this image");
    }

    @Test
    void oneOfAnotherStudyOrSeriesIsUnknown() throws Exception {
        store(state("1.2.3.4", "1.2.3", 2), UID.ExplicitVRLittleEndian);
        assertThat(get(RENDERED + "presentationSeriesUID=" + OTHER_SERIES + "&presentationUID=1.2.3.4")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(RENDERED + "presentationSeriesUID=1.2&presentationUID=" + STATE)
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<byte[]> image = get(RENDERED + "presentationSeriesUID=" + SERIES + "&presentationUID=" + NATIVE);
        assertThat(image.statusCode()).isEqualTo(406);
    }

    @Test
    void oneThatWasRejectedIsUnknown() throws Exception {
        String tag = header(get(RENDERED + NAMED), "ETag");
        assertThat(get(RENDERED + NAMED, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(running.store(DataSets.keyObject(STUDY + ".9.1", "113037", STATE))
                        .isSuccess())
                .isTrue();
        assertThat(get(RENDERED + NAMED).statusCode()).isEqualTo(404);
        assertThat(get(RENDERED + NAMED, "If-None-Match", tag).statusCode()).isEqualTo(404);
    }

    @Test
    void whoseImageItIsIsWrittenAboveAndHowItWasMadeBelow() throws Exception {
        byte[] plain = upperAndLower(picture(get(RENDERED + "x=y")));
        byte[] patient = upperAndLower(picture(get(RENDERED + "annotation=patient")));
        byte[] both = upperAndLower(picture(get(WADO + "annotation=patient,technique")));
        assertThat(Arrays.equals(plain, 0, 150, patient, 0, 150)).isFalse();
        assertThat(Arrays.equals(plain, 150, 300, patient, 150, 300)).isTrue();
        assertThat(Arrays.equals(patient, 0, 150, both, 0, 150)).isTrue();
        assertThat(Arrays.equals(patient, 150, 300, both, 150, 300)).isFalse();
    }

    /** The mean of each row. */
    private static byte[] upperAndLower(BufferedImage image) {
        byte[] rows = new byte[image.getHeight()];
        for (int y = 0; y < rows.length; y++) {
            int sum = 0;
            for (int x = 0; x < image.getWidth(); x++) {
                sum += gray(image, x, y);
            }
            rows[y] = (byte) (sum / image.getWidth());
        }
        return rows;
    }
}
