package dev.xdsi.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rendered resources and thumbnails over sockets. */
@org.junit.jupiter.api.Tag("integration")
class RenderedImagesTest {
    private static final String STUDY = "/dicom-web/studies/" + TestStudy.UID_OF_STUDY;
    private static final String FIRST = "/dicom-web" + TestStudy.path(TestStudy.FIRST);
    private static final String THIRD = "/dicom-web" + TestStudy.path(TestStudy.THIRD);

    @TempDir
    Path folder;

    private DicomWebSite site;

    @BeforeEach
    void start() throws Exception {
        site = DicomWebSite.start(folder);
        for (String uid : TestStudy.ALL) {
            put(uid, UID.ExplicitVRLittleEndian, image(uid, 1));
        }
        site.show();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aStudyIsShownByOneImageThatComesAlone() throws Exception {
        HttpResponse<byte[]> response = site.get(STUDY + "/thumbnail?viewport=16,16");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(response.headers().firstValue("Cache-Control")).contains("private, max-age=60");
        assertThat(response.headers().firstValue("Vary"))
                .hasValueSatisfying(by -> assertThat(by).contains("Cookie"));
        assertThat(picture(response).getWidth()).isEqualTo(16);
        assertThat(picture(response).getHeight()).isEqualTo(8);
        assertThat(site.community().asked).containsExactly(FIRST);
        assertThat(site.trail().getLast())
                .contains("EventOutcomeIndicator=\"0\"", "ada", TestStudy.UID_OF_STUDY, "RAD-107");
    }

    @Test
    void whatWasMadeIsMadeOnceForOneUserAndNotForAnother() throws Exception {
        String thumbnail = STUDY + "/series/1.2.3.4.100.2/thumbnail";
        HttpResponse<byte[]> first = site.get(thumbnail);

        assertThat(site.get(thumbnail).body()).isEqualTo(first.body());
        assertThat(site.get(thumbnail + "?viewport=20,20").body()).isNotEqualTo(first.body());
        assertThat(site.community().asked).containsExactly(THIRD);
        assertThat(site.getIfNoneMatch(
                                thumbnail, first.headers().firstValue("ETag").orElse(""))
                        .statusCode())
                .isEqualTo(304);

        site.logIn();
        assertThat(site.get(thumbnail).statusCode()).isEqualTo(404);
        site.show();
        assertThat(site.get(thumbnail).body()).isEqualTo(first.body());
        assertThat(site.community().asked).hasSize(2);
    }

    @Test
    void anInstanceIsRenderedAsTheCallerLikesIt() throws Exception {
        HttpResponse<byte[]> png = site.get(FIRST + "/rendered", "image/png");

        assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(picture(png).getRaster().getPixels(0, 0, 4, 1, (int[]) null)).containsExactly(0, 36, 73, 109);
        BufferedImage windowed =
                picture(site.get(FIRST + "/rendered?window=2,4,linear-exact&viewport=8,4", "image/png"));
        assertThat(windowed.getRaster().getPixels(0, 0, 8, 1, (int[]) null))
                .containsExactly(0, 64, 128, 191, 255, 255, 255, 255);
        assertThat(site.get(FIRST + "/rendered?quality=1", "image/jpeg").body())
                .hasSizeLessThan(
                        site.get(FIRST + "/rendered?quality=100", "image/jpeg").body().length);
    }

    @Test
    void framesAreRenderedEachByItself() throws Exception {
        put(TestStudy.FIRST, UID.ExplicitVRLittleEndian, image(TestStudy.FIRST, 3));

        assertThat(picture(site.get(FIRST + "/rendered", "image/png"))
                        .getRaster()
                        .getSample(1, 0, 0))
                .isEqualTo(picture(site.get(FIRST + "/frames/2/rendered", "image/png"))
                        .getRaster()
                        .getSample(1, 0, 0));
        List<byte[]> parts = DicomWebTest.parts(
                site.get(FIRST + "/frames/1,3/rendered", "multipart/related; type=\"image/png\", image/png"));
        assertThat(parts).hasSize(2);
        assertThat(ImageIO.read(new ByteArrayInputStream(parts.getLast())).getWidth())
                .isEqualTo(8);
        assertThat(site.get(FIRST + "/frames/4/rendered").statusCode()).isEqualTo(404);
        assertThat(site.get(FIRST + "/frames/3/thumbnail").statusCode()).isEqualTo(200);
        assertThat(site.get(STUDY + "/frames/1/rendered").statusCode()).isEqualTo(404);
    }

    @Test
    void aStudyIsRenderedImageByImage() throws Exception {
        assertThat(DicomWebTest.parts(site.get(STUDY + "/rendered", "multipart/related; type=\"image/jpeg\"")))
                .hasSize(3)
                .allSatisfy(part -> assertThat(
                                ImageIO.read(new ByteArrayInputStream(part)).getWidth())
                        .isEqualTo(8));
    }

    @Test
    void whatCannotBeShownAsItIsMeantIsRefusedWithItsReason() throws Exception {
        put(
                TestStudy.FIRST,
                UID.MPEG4HP41,
                image(TestStudy.FIRST, 1)
                        .set(new Element(
                                Tag.PixelData,
                                VR.OB,
                                new Value.Fragments(List.of(BulkData.of(new byte[0]), BulkData.of(new byte[8]))))));
        put(
                TestStudy.THIRD,
                UID.ExplicitVRLittleEndian,
                image(TestStudy.THIRD, 1).setInt(Tag.Rows, 60_000));

        HttpResponse<byte[]> compressed = site.get(STUDY + "/thumbnail");
        assertThat(compressed.statusCode()).isEqualTo(406);
        assertThat(compressed.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(DicomWebTest.json(compressed).get("error").asText()).startsWith("Images in MPEG-4");
        assertThat(site.get(THIRD + "/rendered").statusCode()).isEqualTo(406);
    }

    @Test
    void thePortalsListIsToldQuietlyThatThereIsNoPicture() throws Exception {
        String thumbnail = "/api/thumbnails/" + TestStudy.UID_OF_STUDY;

        assertThat(picture(site.get(thumbnail)).getWidth()).isEqualTo(128);
        assertThat(site.get("/api/thumbnails/1.2.3.4.999").statusCode()).isEqualTo(404);
        assertThat(site.get("/api/thumbnails/x").statusCode()).isEqualTo(404);
        site.logIn();
        site.show();
        put(
                TestStudy.FIRST,
                UID.ExplicitVRLittleEndian,
                image(TestStudy.FIRST, 1).setInt(Tag.Rows, 60_000));
        HttpResponse<byte[]> none = site.get(thumbnail);
        assertThat(none.statusCode()).isEqualTo(204);
        assertThat(none.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(none.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        site.logIn();
        site.show();
        site.community().images.clear();
        assertThat(site.get(thumbnail).statusCode()).isEqualTo(204);
    }

    @Test
    void whatIsAskedForWronglyIsRefused() throws Exception {
        for (String query : List.of(
                "viewport=0,10",
                "viewport=9999,10",
                "viewport=10",
                "viewport=1,1,0,0",
                "window=1,2",
                "quality=0",
                "window=1,0,LINEAR",
                "window=1,2,BENT",
                "quality=x")) {
            assertThat(site.get(FIRST + "/rendered?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(site.get(FIRST + "/rendered", "text/html").statusCode()).isEqualTo(406);
        assertThat(site.get(FIRST + "/frames/1,2/thumbnail").statusCode()).isEqualTo(400);
        assertThat(site.anonymously(FIRST + "/rendered").statusCode()).isEqualTo(401);
    }

    private void put(String uid, String transferSyntaxUID, Attributes dataSet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.write(out, FileMeta.of(dataSet, TransferSyntax.of(transferSyntaxUID)), dataSet);
        site.community().images.put(uid, TestStudy.content(out.toByteArray()));
    }

    /** Eight columns of rising brightness; in each further frame brighter. */
    private static Attributes image(String uid, int frames) {
        byte[] pixels = new byte[8 * 4 * frames];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 8 * (1 + i / 32));
        }
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, uid)
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.NumberOfFrames, frames)
                .setInt(Tag.Rows, 4)
                .setInt(Tag.Columns, 8)
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7)
                .setInt(Tag.PixelRepresentation, 0)
                .setBytes(Tag.PixelData, VR.OB, pixels);
    }

    private static BufferedImage picture(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }
}
