package dev.xdsi.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.RandomDataSets;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final List<TransferSyntax> SYNTAXES = List.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.of(UID.JPEG2000Lossless));

    @TempDir
    Path folder;

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void readingWhatWasWrittenIsTheSameDataSetInEverySyntax(@ForAll("dataSets") Attributes dataSet) throws IOException {
        for (TransferSyntax syntax : SYNTAXES) {
            byte[] written = bytes(syntax, dataSet);
            Attributes read = Part10.readDataSet(new ByteArrayInputStream(written), syntax, ReadOptions.DEFAULT);
            assertThat(read).as(syntax.toString()).isEqualTo(dataSet);
            assertThat(bytes(syntax, read)).isEqualTo(written);
        }
    }

    @Provide
    Arbitrary<Attributes> dataSets() {
        return RandomDataSets.all();
    }

    private static byte[] bytes(TransferSyntax syntax, Attributes dataSet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.writeDataSet(out, syntax, dataSet);
        return out.toByteArray();
    }

    private static Attributes image() {
        byte[] pixels = new byte[200_000];
        new Random(1).nextBytes(pixels);
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, "1.2.3")
                .setInt(Tag.BitsAllocated, 16)
                .setBytes(Tag.PixelData, VR.OW, pixels);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UID.ImplicitVRLittleEndian,
                UID.ExplicitVRLittleEndian,
                UID.ExplicitVRBigEndian,
                UID.DeflatedExplicitVRLittleEndian
            })
    void pixelsStayInTheFileAndAreReadFromThere(String uid) throws IOException {
        Attributes image = image();
        Path file = folder.resolve("image.dcm");
        Part10.write(file, FileMeta.of(image, TransferSyntax.of(uid)), image);

        DicomFile read = Part10.read(file);

        Element pixels = read.pixelData().orElseThrow();
        assertThat(pixels.value()).isInstanceOf(Value.Bulk.class);
        assertThat(DataSetDiff.between(image, read.dataSet())).isEmpty();
        try (InputStream in = ((Value.Bulk) pixels.value()).data().open()) {
            assertThat(in.skip(99_999)).isPositive();
        }
    }

    @Test
    void theFileTellsWhereDataSetAndPixelsAre() throws IOException {
        Attributes image = image();
        Path file = folder.resolve("image.dcm");
        Part10.write(file, FileMeta.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image);

        DicomFile read = Part10.read(file);
        byte[] bytes = Files.readAllBytes(file);

        assertThat(bytes).startsWith(new byte[128]);
        assertThat(new byte[] {bytes[(int) read.dataSetOffset()], bytes[(int) read.dataSetOffset() + 2]})
                .isEqualTo(new byte[] {8, 0x16});
        assertThat(read.pixelData().orElseThrow().value())
                .isEqualTo(new Value.Bulk(new FileRegion(file, bytes.length - 200_000, 200_000)));
    }

    @Test
    void fragmentsAreCarriedUntouchedAndFound() throws IOException {
        Attributes image = image().set(new Element(
                Tag.PixelData,
                VR.OB,
                new Value.Fragments(List.of(
                        BulkData.of(new byte[0]), BulkData.of(new byte[] {1, 2, 3, 4}), BulkData.of(new byte[] {5})))));
        Path file = folder.resolve("image.dcm");
        Part10.write(file, FileMeta.of(image, TransferSyntax.of(UID.JPEG2000)), image);

        DicomFile read = Part10.read(file);

        assertThat(DataSetDiff.between(image, read.dataSet())).isEmpty();
        assertThat(read.pixelFragments()).extracting(BulkData::length).containsExactly(4L, 2L);
        assertThatThrownBy(() -> bytes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, image))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("encapsulated");
    }

    @Test
    void readingStopsBeforeATag() throws IOException {
        Attributes read = Part10.readDataSet(
                new ByteArrayInputStream(bytes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, image())),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                ReadOptions.DEFAULT.until(Tag.PixelData));

        assertThat(read.contains(Tag.BitsAllocated)).isTrue();
        assertThat(read.contains(Tag.PixelData)).isFalse();
    }

    @Test
    void largeValuesOfAStreamAreSpooled() throws IOException {
        Path spooled = folder.resolve("spooled");
        Attributes read = Part10.readDataSet(
                new ByteArrayInputStream(bytes(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, image())),
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                ReadOptions.DEFAULT.spoolingTo((tag, value) -> {
                    Files.copy(value, spooled);
                    return new FileRegion(spooled, 0, Files.size(spooled));
                }));

        assertThat(spooled).hasSize(200_000);
        assertThat(DataSetDiff.between(image(), read)).isEmpty();
    }

    @Test
    void aValueTooLongForItsRepresentationGoesAsUnknownAndIsReadAllTheSame() throws IOException {
        Attributes dataSet = new Attributes().setString(Tag.PatientComments, "x".repeat(70_000));
        byte[] written = bytes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSet);
        Attributes read = Part10.readDataSet(
                new ByteArrayInputStream(written),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                ReadOptions.DEFAULT.within(ReadLimits.DEFAULT.withInlineLength(1 << 20)));

        assertThat(read.element(Tag.PatientComments).orElseThrow().vr()).isEqualTo(VR.UN);
        assertThat(read.string(Tag.PatientComments)).contains("x".repeat(70_000));
    }

    @Test
    void differencesAreNamed() throws IOException {
        Attributes one = image().setString(Tag.PatientID, "1").setItems(Tag.ProcedureCodeSequence, new Attributes());
        Attributes other = image().setString(Tag.PatientID, "2")
                .setItems(Tag.ProcedureCodeSequence, new Attributes().setString(Tag.CodeValue, "A"));
        byte[] pixels = other.bytes(Tag.PixelData).clone();
        pixels[150_000]++;
        other.setBytes(Tag.PixelData, VR.OW, pixels)
                .setInt(Tag.BitsAllocated, VR.SS, 16)
                .remove(Tag.SOPClassUID);

        assertThat(DataSetDiff.between(one, other))
                .extracting(Object::toString)
                .containsExactly(
                        "00080016 SOPClassUID only in the first",
                        "00081032/0/00080100 CodeValue only in the second",
                        "00100020 PatientID bytes differ from byte 0",
                        "00280100 BitsAllocated VR US and SS",
                        "7FE00010 PixelData bytes differ from byte 150000");
    }

    @Test
    void aFileIsNeverSeenHalfWritten() {
        Attributes broken = image().set(new Element(
                Tag.PixelData, VR.OB, new Value.Bulk(new FileRegion(folder.resolve("gone"), 0, 10))));
        Path file = folder.resolve("image.dcm");

        assertThatThrownBy(
                        () -> Part10.write(file, FileMeta.of(broken, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), broken))
                .isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDataSetWithoutIdentifiersMakesNoFile() {
        assertThatThrownBy(() -> FileMeta.of(new Attributes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("SOPClassUID");
    }
}
