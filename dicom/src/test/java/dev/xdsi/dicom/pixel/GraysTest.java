package dev.xdsi.dicom.pixel;

import static dev.xdsi.dicom.pixel.RenderedFrameTest.grays;
import static dev.xdsi.dicom.pixel.RenderedFrameTest.image;
import static dev.xdsi.dicom.pixel.RenderedFrameTest.rendered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Gray images whose elements are written in ways that a reader must know how to take. */
class GraysTest {
    private static Attributes signed() {
        return image("MONOCHROME2", 1, 4, 16).setInt(Tag.PixelRepresentation, 1);
    }

    /** -2000, 0, 50 and 100. */
    private static int[] pixels() {
        return new int[] {0x30, 0xF8, 0, 0, 50, 0, 100, 0};
    }

    /** PS3.3 C.7.5.1.1.2: the padding has the representation of the pixels, whatever VR it is written with. */
    @Test
    void paddingWrittenAsUnsignedIsThatOfSignedPixels() throws Exception {
        assertThat(grays(rendered(signed().setInt(Tag.PixelPaddingValue, VR.SS, -2000), pixels())))
                .containsExactly(0, 0, 128, 255);
        assertThat(grays(rendered(signed().setInt(Tag.PixelPaddingValue, VR.US, 63_536), pixels())))
                .containsExactly(0, 0, 128, 255);
        assertThat(grays(rendered(
                        signed().setInt(Tag.PixelPaddingValue, VR.US, 63_536)
                                .setInt(Tag.PixelPaddingRangeLimit, VR.US, 63_000),
                        pixels())))
                .containsExactly(0, 0, 128, 255);
    }

    /** PS3.3 C.11.2.1.1: the first input of the table is signed where the values of the modality are. */
    @Test
    void theTableOfShiftedSignedPixelsBeginsWhereItSays() throws Exception {
        Attributes voi = new Attributes()
                .setInt(Tag.LUTDescriptor, VR.US, 4, 40_000, 8)
                .setInt(Tag.LUTData, VR.US, 0, 85, 170, 255);
        Attributes image = signed().setString(Tag.RescaleSlope, "1").setString(Tag.RescaleIntercept, "32768");

        assertThat(grays(rendered(
                        image.setItems(Tag.VOILUTSequence, voi), 0x40, 0x1C, 0x41, 0x1C, 0x42, 0x1C, 0x43, 0x1C)))
                .containsExactly(0, 85, 170, 255);
    }

    /** The same where there are negative values: 65,534 is -2. */
    @Test
    void theTableOfSignedPixelsMayBeginBelowZero() throws Exception {
        Attributes voi = new Attributes()
                .setInt(Tag.LUTDescriptor, VR.US, 4, 65_534, 8)
                .setInt(Tag.LUTData, VR.US, 0, 85, 170, 255);

        assertThat(grays(rendered(signed().setItems(Tag.VOILUTSequence, voi), 0xFE, 0xFF, 0xFF, 0xFF, 0, 0, 1, 0)))
                .containsExactly(0, 85, 170, 255);
    }

    /** Streams of swapped or deflated bytes pass over a piece at a time. */
    @Test
    void graphicsOfALaterFrameAreFoundBehindThoseBeforeIt() throws Exception {
        byte[] planes = new byte[3];
        planes[2] = 0b0001;
        BulkData late = new BulkData() {
            @Override
            public long length() {
                return planes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(planes) {
                    @Override
                    public long skip(long count) {
                        return super.skip(Math.min(1, count));
                    }
                };
            }
        };
        Attributes image = image("MONOCHROME2", 2, 4, 8)
                .setInt(Tag.OverlayRows, 2)
                .setInt(Tag.OverlayColumns, 4)
                .setString(Tag.OverlayType, "G")
                .setInt(Tag.OverlayOrigin, VR.SS, 1, 1)
                .setInt(Tag.NumberOfFramesInOverlay, 3)
                .set(new Element(Tag.OverlayData, VR.OB, new Value.Bulk(late)))
                .setString(Tag.WindowCenter, "127.5")
                .setString(Tag.WindowWidth, "255")
                .setString(Tag.VOILUTFunction, "LINEAR_EXACT");

        DicomFile file = new DicomFile(new Attributes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, image, 0);
        byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8};
        assertThat(grays(RenderedFrame.of(new EncodedFrame(file, 3, pixels), View.PLAIN)))
                .containsExactly(255, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void aPaletteBesideGraysCountsWhereTheImageSaysSo() throws Exception {
        Attributes image =
                image("MONOCHROME2", 1, 2, 8).setInt(Tag.RedPaletteColorLookupTableDescriptor, VR.US, 2, 0, 8);

        assertThat(grays(rendered(image, 0, 9))).containsExactly(0, 255);
        assertThatThrownBy(() -> rendered(image.setString(Tag.PixelPresentation, "COLOR"), 0, 9))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("colours beside their grays");
    }
}
