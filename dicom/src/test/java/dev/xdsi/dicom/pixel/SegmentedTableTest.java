package dev.xdsi.dicom.pixel;

import static dev.xdsi.dicom.pixel.RenderedFrameTest.image;
import static dev.xdsi.dicom.pixel.RenderedFrameTest.rendered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Palettes whose entries are told in segments (PS3.3 C.7.9.2). */
class SegmentedTableTest {
    private static byte[] words(int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            bytes.putShort((short) word);
        }
        return bytes.array();
    }

    private static byte[] bytes(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return all;
    }

    @Test
    void entriesAreToldOneByOneOrAsALineToTheLast() throws Exception {
        assertThat(SegmentedTable.entries(words(0, 2, 7, 1_000, 1, 4, 2_000), 16, 6))
                .containsExactly(7, 1_000, 1_250, 1_500, 1_750, 2_000);
        assertThat(SegmentedTable.entries(words(0, 1, 65_535, 1, 3, 0), 16, 4))
                .containsExactly(65_535, 43_690, 21_845, 0);
        assertThat(SegmentedTable.entries(bytes(0, 1, 200, 1, 2, 100, 0), 8, 3)).containsExactly(200, 150, 100);
    }

    /** The segments are those of byte 6 on: a line, which begins at what is the last entry then. */
    @Test
    void segmentsThatWereThereAreToldAgainByWhereTheyAre() throws Exception {
        assertThat(SegmentedTable.entries(words(0, 1, 10, 1, 2, 30, 0, 1, 50, 2, 2, 6, 0), 16, 7))
                .containsExactly(10, 20, 30, 50, 40, 30, 50);
        assertThat(SegmentedTable.entries(bytes(0, 1, 10, 1, 2, 30, 2, 1, 0, 0, 0, 0), 8, 4))
                .containsExactly(10, 20, 30, 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2,30", // a line from nowhere
                "2,1,0,0", // again, and nothing was there
                "0,1,10,2,1,6,0", // itself
                "0,1,10,2,1,3,0", // the middle of a word
                "0,1,10,2,1,60,0", // beyond all
                "0,1,10,2,2,0,0", // also itself, the second time
                "0,1,10,2,0,0,0", // nothing
                "0,0", // nothing, for ever
                "3,1,10", // no operation
                "0,5,1,2,3,4,5", // more than there are
                "0,4,1,2,3", // cut short
                "0,1",
                "",
            })
    void whatIsNoTableIsRefused(String segments) {
        int[] words = segments.isEmpty()
                ? new int[0]
                : Arrays.stream(segments.split(",")).mapToInt(Integer::parseInt).toArray();

        assertThatThrownBy(() -> SegmentedTable.entries(words(words), 16, 4))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("segmented lookup table");
    }

    @Test
    void anImageIsSeenInTheColoursOfItsSegments() throws Exception {
        Attributes image = image("PALETTE COLOR", 1, 3, 8)
                .setInt(Tag.RedPaletteColorLookupTableDescriptor, VR.US, 3, 5, 16)
                .setInt(Tag.GreenPaletteColorLookupTableDescriptor, VR.US, 3, 5, 16)
                .setInt(Tag.BluePaletteColorLookupTableDescriptor, VR.US, 3, 5, 16)
                .setBytes(Tag.SegmentedRedPaletteColorLookupTableData, VR.OW, words(0, 1, 0x1100, 1, 2, 0x3300))
                .setBytes(Tag.SegmentedGreenPaletteColorLookupTableData, VR.OW, words(0, 3, 0x4400, 0x5500, 0x6600))
                .setBytes(Tag.SegmentedBluePaletteColorLookupTableData, VR.OW, words(0, 1, 0, 0, 2, 0xFF00, 0));

        assertThat(rendered(image, 4, 6, 200).parts()).containsExactly(0x11, 0x44, 0, 0x22, 0x55, 0xFF, 0x33, 0x66, 0);
    }
}
