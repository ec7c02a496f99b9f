package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decoded frame is ordered and coloured as the data set of its image says, or there is none. */
class DecompressionTest {
    /** Two pixels of three colours in two bytes each: a segment for each byte, the upper first, with one literal run. */
    private static byte[] runs() {
        ByteBuffer frame = ByteBuffer.allocate(64 + 6 * 3).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(6);
        for (int i = 0; i < 6; i++) {
            frame.putInt(64 + 3 * i);
        }
        frame.position(64);
        for (int colour = 0; colour < 3; colour++) {
            frame.put(new byte[] {1, 0, 7}).put(new byte[] {1, (byte) (2 * colour + 1), (byte) (2 * colour + 2)});
        }
        return frame.array();
    }

    private static Attributes coloured(String photometric, int planar, MadeImage of) {
        return of.attributes()
                .setString(Tag.PhotometricInterpretation, photometric)
                .setInt(Tag.PlanarConfiguration, planar);
    }

    private static byte[] decoded(Attributes image, String syntax, byte[] frame) throws UnrenderableException {
        return Decompression.decoded(
                new EncodedFrame(new DicomFile(new Attributes(), TransferSyntax.of(syntax), image, 0), 1, frame));
    }

    @Test
    void samplesAreInTheOrderOfThePlanarConfiguration() throws Exception {
        MadeImage wide = new MadeImage(2, 1, 16, false, 3, false);

        assertThat(decoded(coloured("RGB", 0, wide), UID.RLELossless, runs()))
                .containsExactly(1, 0, 3, 0, 5, 0, 2, 7, 4, 7, 6, 7);
        assertThat(decoded(coloured("RGB", 1, wide), UID.RLELossless, runs()))
                .containsExactly(1, 0, 2, 7, 3, 0, 4, 7, 5, 0, 6, 7);
    }

    @ParameterizedTest
    @CsvSource({
        "baseline-rgb.jpg," + UID.JPEGBaseline8Bit + ",YBR_FULL_422,RGB",
        "tiles-rgb.j2k," + UID.JPEG2000Lossless + ",YBR_FULL,RGB",
        "line-rgb.jls," + UID.JPEGLSLossless + ",YBR_FULL_422,YBR_FULL"
    })
    void aFrameThatIsOfOtherColoursOnceDecodedIsRefused(String name, String syntax, String said, String decoded)
            throws Exception {
        byte[] frame = frame(name);
        MadeImage image = MadeImage.small(8, false, 3);

        assertThatThrownBy(() -> decoded(coloured(said, 0, image), syntax, frame))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContainingAll("in " + decoded + ",", "say " + said, syntax);
    }

    @Test
    void luminanceAndChrominanceStayWhatTheyAre() throws Exception {
        MadeImage image = MadeImage.smooth(8, 3);
        byte[] frame = frame("baseline-rgb.jpg");

        byte[] ybr = decoded(coloured("YBR_FULL", 0, image), UID.JPEGBaseline8Bit, frame);
        byte[] rgb = decoded(coloured("RGB", 0, image), UID.JPEGBaseline8Bit, frame);

        for (int i = 0; i < ybr.length; i += 3) {
            int expected = TrueColours.fromYbr(ybr[i] & 0xFF, (ybr[i + 1] & 0xFF) - 128.0, (ybr[i + 2] & 0xFF) - 128.0);
            assertThat(Colours.rgb(rgb[i] & 0xFF, rgb[i + 1] & 0xFF, rgb[i + 2] & 0xFF))
                    .isEqualTo(expected);
        }
    }

    private static byte[] frame(String name) throws IOException {
        try (InputStream in = DecompressionTest.class.getResourceAsStream("frames/" + name)) {
            return in.readAllBytes();
        }
    }
}
