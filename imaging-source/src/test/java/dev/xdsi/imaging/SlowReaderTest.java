package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads slowly what is in the cache of the PACS's images reads it to its end, whatever becomes of it meanwhile. */
@org.junit.jupiter.api.Tag("integration")
class SlowReaderTest extends PacsScene {
    private static final int FRAME = 8 << 20;
    private static final int FRAMES = 3;
    private static final String INSTANCE =
            "/dicom-web/studies/" + STUDY + "/series/" + SERIES + "/instances/" + SERIES + ".1";

    /** Of two such images, and not of three. */
    @Override
    long room() {
        return 2L * FRAMES * FRAME + (1 << 20);
    }

    private static Attributes film(int number, byte value) {
        byte[] pixels = new byte[FRAMES * FRAME];
        Arrays.fill(pixels, value);
        return image(number)
                .setInt(Tag.Rows, 2048)
                .setInt(Tag.Columns, FRAME / 2048)
                .setInt(Tag.SamplesPerPixel, 1)
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.NumberOfFrames, FRAMES)
                .setBytes(Tag.PixelData, VR.OB, pixels);
    }

    @BeforeEach
    void fill() throws Exception {
        pacs.instances.add(film(1, (byte) 1));
        over(ask("{\"patient\": \"4711\"}"));
        running.awaitPublication(STUDY, PUBLISHED);
        running.pass(Duration.ofMinutes(5));
    }

    private InputStream slowly(String accept, String resource) throws Exception {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.web() + INSTANCE + resource))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().read()).isNotNegative();
        return answer.body();
    }

    /** How many pixels of the first film are left in it. */
    private static int rest(InputStream body) throws IOException {
        try (body) {
            int count = 0;
            byte[] buffer = new byte[1 << 16];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    count += buffer[i] == 1 ? 1 : 0;
                }
            }
            return count;
        }
    }

    @Test
    void whatIsReadStaysHoweverLongAndWhatNobodyReadsGoes() throws Exception {
        InputStream frames = slowly("multipart/related; type=\"application/octet-stream\"", "/frames/1,2,3");
        InputStream whole = slowly("application/dicom", "");
        for (int number = 2; number < 6; number++) {
            pacs.instances.add(film(number, (byte) number));
            over(ask("{\"patient\": \"4711\"}"));
            running.pass(Duration.ofMinutes(30));
            assertThat(running.source.borrowed().cacheBytes()).isLessThanOrEqualTo(room());
        }

        assertThat(rest(frames)).isGreaterThanOrEqualTo(FRAMES * FRAME);
        assertThat(rest(whole)).isGreaterThanOrEqualTo(FRAMES * FRAME);
    }
}
