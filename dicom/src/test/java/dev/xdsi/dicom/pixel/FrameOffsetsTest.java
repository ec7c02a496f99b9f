package dev.xdsi.dicom.pixel;

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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameOffsetsTest {
    @TempDir
    Path folder;

    private static Attributes image(int frames, int side) {
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.MultiFrameGrayscaleByteSecondaryCaptureImageStorage)
                .setString(Tag.SOPInstanceUID, "1.2.3")
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.NumberOfFrames, frames)
                .setInt(Tag.Rows, side)
                .setInt(Tag.Columns, side)
                .setInt(Tag.BitsAllocated, 8);
    }

    private Path file(Attributes image, String syntax) throws IOException {
        Path file = folder.resolve("image.dcm");
        Part10.write(file, FileMeta.of(image, TransferSyntax.of(syntax)), image);
        return file;
    }

    private static void assertFramesComeBack(Path file, int count) throws IOException {
        Frames found = Frames.of(Part10.read(file));
        byte[] encoded = FrameOffsets.of(found).orElseThrow().encoded();
        Frames again = FrameOffsets.decoded(encoded).in(file, Part10.read(file).transferSyntax());

        assertThat(again.transferSyntaxUID()).isEqualTo(found.transferSyntaxUID());
        assertThat(again.all()).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(again.all().get(i).bytes()).isEqualTo(found.all().get(i).bytes());
            assertThat(again.all().get(i).open().readAllBytes())
                    .isEqualTo(found.all().get(i).bytes());
        }
    }

    @Test
    void framesOfANativeImageAreFoundAgain() throws IOException {
        byte[] pixels = new byte[4 * 200 * 200];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 977);
        }

        assertFramesComeBack(file(image(4, 200).setBytes(Tag.PixelData, VR.OB, pixels), UID.ExplicitVRLittleEndian), 4);
    }

    @Test
    void framesInSeveralFragmentsAreFoundAgain() throws IOException {
        List<BulkData> items = new ArrayList<>();
        ByteBuffer table = ByteBuffer.allocate(12).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        table.putInt(0).putInt(2 * (8 + 10)).putInt(3 * (8 + 10));
        items.add(BulkData.of(table.array()));
        for (int i = 0; i < 4; i++) {
            items.add(BulkData.of(new byte[] {(byte) i, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
        }

        assertFramesComeBack(
                file(image(3, 8).set(new Element(Tag.PixelData, VR.OB, new Value.Fragments(items))), UID.RLELossless),
                3);
    }

    @Test
    void whatIsNotSentAsItLiesHasNone() throws IOException {
        Attributes words =
                image(1, 200).setInt(Tag.BitsAllocated, 16).setBytes(Tag.PixelData, VR.OW, new byte[2 * 200 * 200]);

        assertThat(FrameOffsets.of(Frames.of(Part10.read(file(words, UID.ExplicitVRBigEndian)))))
                .isEqualTo(Optional.empty());
        Attributes small = image(1, 8).setBytes(Tag.PixelData, VR.OB, new byte[64]);
        assertThat(FrameOffsets.of(Frames.of(Part10.read(file(small, UID.ExplicitVRLittleEndian)))))
                .isEqualTo(Optional.empty());
    }

    @Test
    void aThousandFramesTakeNextToNothing() throws IOException {
        byte[] pixels = new byte[1000 * 16 * 16];

        byte[] encoded = FrameOffsets.of(Frames.of(Part10.read(
                        file(image(1000, 16).setBytes(Tag.PixelData, VR.OB, pixels), UID.ExplicitVRLittleEndian))))
                .orElseThrow()
                .encoded();

        assertThat(encoded.length).isLessThan(500);
    }
}
