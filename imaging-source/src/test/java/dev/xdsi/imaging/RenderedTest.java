package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures by WADO-RS (PS3.18 10.4.1.1.3, 10.4.1.1.4) and by WADO-URI (PS3.18 9), of frames whose pixels are known. */
@Tag("integration")
class RenderedTest extends WebScene {
    private static final String WADO =
            "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&objectUID=";

    @BeforeEach
    void store() throws Exception {
        storeNative();
        storeCompressed();
    }

    private static BufferedImage picture(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(response.body()));
        assertThat(image).isNotNull();
        return image;
    }

    private static int gray(BufferedImage image, int x, int y) {
        return image.getRaster().getSample(x, y, 0);
    }

    @Test
    void aFrameIsSeenAsItIsMeant() throws Exception {
        HttpResponse<byte[]> response = get(instance(NATIVE) + "/frames/2/rendered", "Accept", "image/png");

        BufferedImage image = picture(response);
        assertThat(header(response, "Content-Type")).isEqualTo("image/png");
        assertThat(image.getWidth()).isEqualTo(SIDE);
        assertThat(gray(image, 10, 10)).isBetween(39, 41);
        assertThat(gray(image, 290, 10)).isBetween(139, 141);
        assertThat(header(get(instance(NATIVE) + "/frames/2/rendered", "Accept", "*/*"), "Content-Type"))
                .isEqualTo("image/jpeg");
        assertThat(gray(picture(get(instance(COMPRESSED) + "/frames/3/rendered", "Accept", "image/png")), 0, 0))
                .isBetween(59, 61);
    }

    @Test
    void aViewportAWindowAndAQualityChangeIt() throws Exception {
        String frame = instance(NATIVE) + "/frames/1/rendered?accept=image/png&";

        BufferedImage small = picture(get(frame + "viewport=50,60"));
        assertThat(small.getWidth()).isEqualTo(50);
        assertThat(small.getHeight()).isEqualTo(50);
        BufferedImage right = picture(get(frame + "viewport=10,20,150,0,150,300"));
        assertThat(right.getWidth()).isEqualTo(10);
        assertThat(right.getHeight()).isEqualTo(20);
        assertThat(gray(right, 0, 0)).isBetween(119, 121);
        BufferedImage turned = picture(get(frame + "viewport=300,300,0,0,-300,300"));
        assertThat(gray(turned, 0, 0)).isBetween(119, 121);
        assertThat(gray(picture(get(frame + "window=70,100,linear-exact")), 10, 0))
                .isZero();
        byte[] rough = get(instance(NATIVE) + "/rendered?quality=1").body();
        byte[] fine = get(instance(NATIVE) + "/rendered?quality=100").body();
        assertThat(rough.length).isLessThan(fine.length);
    }

    /** PS3.18 8.7.4: what is liked best of what there is, and a GIF has the very grays of a PNG. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    image/gif                               | image/gif
                    image/gif, image/*;q=0.9                | image/gif
                    image/gif;q=0.5, image/png;q=0.6        | image/png
                    image/png;q=0.5, image/gif;q=0.6        | image/gif
                    image/gif;q=0, image/*                  | image/jpeg
                    */*                                     | image/jpeg
                    """)
    void aFrameIsHadAsGif(String accept, String type) throws Exception {
        String frame = instance(NATIVE) + "/frames/2/rendered";
        HttpResponse<byte[]> response = get(frame, "Accept", accept);

        assertThat(header(response, "Content-Type")).isEqualTo(type);
        BufferedImage image = picture(response);
        BufferedImage png = picture(get(frame, "Accept", "image/png"));
        if (type.equals("image/gif")) {
            assertThat(new String(response.body(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("GIF8");
            for (int x = 0; x < SIDE; x++) {
                assertThat(image.getRGB(x, 7) & 0xFF).isEqualTo(gray(png, x, 7));
            }
        }
    }

    @Test
    void noGifIsMadeOfWhatMoves() throws Exception {
        storeTall();
        String wado = WADO + NATIVE + "&contentType=";

        assertThat(get(instance(NATIVE) + "/rendered", "Accept", "image/gif").statusCode())
                .isEqualTo(406);
        assertThat(header(get(instance(NATIVE) + "/rendered", "Accept", "image/gif, image/png;q=0.3"), "Content-Type"))
                .isEqualTo("image/png");
        assertThat(header(get(instance(TALL) + "/rendered", "Accept", "image/gif"), "Content-Type"))
                .isEqualTo("image/gif");
        assertThat(get(wado + "image/gif").statusCode()).isEqualTo(406);
        assertThat(header(get(wado + "image/gif,image/png"), "Content-Type")).isEqualTo("image/png");
        assertThat(header(get(wado + "image/gif&frameNumber=2"), "Content-Type"))
                .isEqualTo("image/gif");
        assertThat(header(get(WADO + TALL + "&contentType=image/gif"), "Content-Type"))
                .isEqualTo("image/gif");
        assertThat(get(instance(NATIVE) + "/frames/1,2/rendered", "Accept", "image/gif")
                        .statusCode())
                .isEqualTo(406);
    }

    /** PS3.18 8.3.5.1.3, 9.1.2.2.5 */
    @Test
    void pixelsThatAreNotSquareAreSeenAsTheyAre() throws Exception {
        storeTall();

        assertThat(size(get(instance(TALL) + "/rendered"))).isEqualTo("8x16");
        assertThat(size(get(instance(TALL) + "/rendered?viewport=40,40"))).isEqualTo("20x40");
        assertThat(size(get(instance(TALL) + "/thumbnail"))).isEqualTo("64x128");
        assertThat(size(get(WADO + TALL))).isEqualTo("8x16");
        assertThat(size(get(WADO + TALL + "&columns=16"))).isEqualTo("16x32");
        assertThat(size(get(WADO + TALL + "&rows=40&columns=10"))).isEqualTo("10x20");
    }

    private static String size(HttpResponse<byte[]> response) throws IOException {
        BufferedImage image = picture(response);
        return image.getWidth() + "x" + image.getHeight();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "viewport=0,5",
                "viewport=5",
                "viewport=5,5,0,0,0,5",
                "viewport=5,5,0,0",
                "viewport=99999,5",
                "window=1,2",
                "window=1,0,linear",
                "window=1,2,cubic",
                "quality=0",
                "quality=101",
                "annotation=name",
                "iccprofile=yes",
                "presentationUID=1.2.3"
            })
    void whatCannotBeRenderedSoIsRefused(String query) throws Exception {
        HttpResponse<byte[]> response = get(instance(NATIVE) + "/rendered?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).hasSizeGreaterThan(20);
    }

    @Test
    void aRegionBeyondTheImageIsRefused() throws Exception {
        assertThat(get(instance(NATIVE) + "/rendered?viewport=5,5,200,0,200,5").statusCode())
                .isEqualTo(406);
    }

    @Test
    void severalPicturesComeAsParts() throws Exception {
        HttpResponse<byte[]> frames = get(instance(NATIVE) + "/frames/1,2/rendered", "Accept", "image/png");
        HttpResponse<byte[]> series =
                get("/dicom-web/studies/" + STUDY + "/series/" + SERIES + "/rendered", "Accept", "*/*");

        assertThat(header(frames, "Content-Type")).startsWith("multipart/related; type=\"image/png\"");
        assertThat(parts(frames)).hasSize(2);
        assertThat(gray(ImageIO.read(new ByteArrayInputStream(parts(frames).getLast())), 0, 0))
                .isBetween(39, 41);
        assertThat(parts(series)).hasSize(2);
    }

    @Test
    void aThumbnailStandsForAStudyASeriesOrAnImage() throws Exception {
        for (String path : new String[] {
            "/dicom-web/studies/" + STUDY, "/dicom-web/studies/" + STUDY + "/series/" + SERIES, instance(NATIVE)
        }) {
            BufferedImage image = picture(get(path + "/thumbnail", "Accept", "image/jpeg"));
            assertThat(image.getWidth()).isEqualTo(128);
        }
        assertThat(gray(picture(get(instance(NATIVE) + "/frames/2/thumbnail", "Accept", "image/png")), 5, 5))
                .isBetween(39, 41);
        assertThat(get(instance(NATIVE) + "/frames/1,2/thumbnail").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/rendered", "0/thumbnail", "1,0/rendered", "3/rendered", "3/thumbnail", "1,3/rendered"})
    void aFrameThatIsNotThereHasNoPicture(String frames) throws Exception {
        assertThat(get(instance(NATIVE) + "/frames/" + frames, "Accept", "image/png")
                        .statusCode())
                .isEqualTo(404);
        assertThat(head(instance(NATIVE) + "/frames/" + frames, "Accept", "image/png")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsNoImageHasNoPicture() throws Exception {
        dev.xdsi.dicom.Attributes note = DataSets.keyObject("1.2.826.0.1.3680043.9.1.99.1", "113030", NATIVE);
        store(note, UID.ExplicitVRLittleEndian);

        HttpResponse<byte[]> response =
                get("/dicom-web/studies/" + STUDY + "/series/1.2.826.0.1.3680043.9.1.99/thumbnail", "Accept", "*/*");

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(text(response)).contains("no pixels");
    }

    @Test
    void wadoUriRendersWithAllItsParameters() throws Exception {
        String png = WADO + NATIVE + "&contentType=image/png";

        BufferedImage plain = picture(get(png + "&frameNumber=2"));
        assertThat(gray(plain, 10, 10)).isBetween(39, 41);
        BufferedImage right = picture(get(png + "&frameNumber=1&region=0.5,0,1,1&columns=30&rows=60"));
        assertThat(right.getWidth()).isEqualTo(30);
        assertThat(right.getHeight()).isEqualTo(60);
        assertThat(gray(right, 0, 0)).isBetween(119, 121);
        assertThat(picture(get(png + "&rows=30")).getWidth()).isEqualTo(30);
        assertThat(gray(picture(get(png + "&frameNumber=1&windowCenter=71&windowWidth=100")), 0, 0))
                .isZero();
        assertThat(header(get(WADO + NATIVE + "&imageQuality=10"), "Content-Type"))
                .as("an image without contentType is a JPEG")
                .isEqualTo("image/jpeg");
        assertThat(header(get(WADO + NATIVE + "&contentType=image/gif,image/png;q=0.5"), "Content-Type"))
                .isEqualTo("image/png");
        assertThat(header(get(WADO + NATIVE + "&contentType=application/dicom", "Range", "bytes=0-9"), "Content-Range"))
                .startsWith("bytes 0-9/");
    }

    @ParameterizedTest
    @CsvSource({
        "contentType=image/gif,406",
        "contentType=application/dicom&rows=5,400",
        "contentType=application/dicom&frameNumber=1,400",
        "contentType=image/png&transferSyntax=1.2.840.10008.1.2.1,400",
        "windowCenter=5,400",
        "windowCenter=5&windowWidth=0,400",
        "rows=0,400",
        "columns=99999,400",
        "'region=0,0,2,1',400",
        "'region=0.5,0,0.5,1',400",
        "imageQuality=101,400",
        "frameNumber=0,400",
        "frameNumber=9,404",
        "annotation=name,400",
        "annotation=patient&contentType=application/dicom,400",
        "anonymize=perhaps,400",
        "presentationUID=1.2.3,400",
        "presentationUID=1.2.3&presentationSeriesUID=x,400",
        "presentationUID=1.2.3&presentationSeriesUID=1.2.4&windowCenter=5&windowWidth=9,400",
        "presentationUID=1.2.3&presentationSeriesUID=1.2.4,404",
        "rows=5&rows=6,400"
    })
    void wadoUriSaysWhatIsWrong(String query, int status) throws Exception {
        HttpResponse<byte[]> response = get(WADO + NATIVE + "&" + query);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(text(response)).hasSizeGreaterThan(20);
    }
}
