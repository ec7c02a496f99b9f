package dev.xdsi.consumer.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.TestStudy;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which instance arrives, by the beginning of its file. */
class InstanceUIDsTest {
    private static final InstanceUIDs EXPECTED = new InstanceUIDs("1.2.5", "1.2.5.9", "1.2.5.1");
    private static final int PRIVATE = 0x00091001;

    private static Attributes image() {
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, "1.2.5.1")
                .setString(Tag.StudyInstanceUID, "1.2.5")
                .setString(Tag.SeriesInstanceUID, "1.2.5.9")
                .setBytes(Tag.PixelData, VR.OW, new byte[2_000_000]);
    }

    private static InstanceUIDs read(byte[] file) throws IOException {
        return InstanceUIDs.read(new ByteArrayInputStream(file));
    }

    @Test
    void inEveryEncodingOfADataSet() throws IOException {
        for (String syntax : List.of(
                UID.ImplicitVRLittleEndian,
                UID.ExplicitVRLittleEndian,
                UID.ExplicitVRBigEndian,
                UID.DeflatedExplicitVRLittleEndian)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Part10.write(out, FileMeta.of(image(), TransferSyntax.of(syntax)), image());

            assertThat(read(out.toByteArray())).isEqualTo(EXPECTED);
        }
    }

    @Test
    void paddingIsNoPartOfThem() throws IOException {
        for (String padding : List.of("\0", " ", "\0\0\0", "  ")) {
            Attributes padded = image();
            for (int tag : new int[] {Tag.SOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID}) {
                padded.setBytes(tag, VR.UI, (padded.string(tag, "") + padding).getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(read(TestStudy.file(padded))).isEqualTo(EXPECTED);
        }
    }

    @Test
    void privateValuesBeforeThemArePassedOver() throws IOException {
        Attributes vendor = image().setString(0x00090010, VR.LO, "VENDOR")
                .setBytes(PRIVATE, VR.OB, new byte[400_000])
                .setBytes(PRIVATE + 1, VR.UN, new byte[400_000]);

        assertThat(read(TestStudy.file(vendor))).isEqualTo(EXPECTED);
    }

    @Test
    void whatIsFarFromTheBeginningIsNotLookedFor() {
        byte[] far = TestStudy.file(image().setBytes(PRIVATE, VR.OB, new byte[InstanceUIDs.FARTHEST]));

        assertThatThrownBy(() -> read(far)).isInstanceOf(DicomException.class);
    }

    @Test
    void noMoreIsReadThanItTakes() throws IOException {
        ByteArrayInputStream file = new ByteArrayInputStream(TestStudy.file(image()));

        InstanceUIDs.read(file);

        assertThat(file.available()).isGreaterThan(1_900_000);
    }

    @Test
    void whatIsNotThereIsEmptyAndWhatIsNoDicomIsSaidToBeNone() throws IOException {
        assertThat(read(TestStudy.file(image().setString(Tag.StudyInstanceUID, "1.2.5", "1.2.6")
                        .remove(Tag.SeriesInstanceUID))))
                .isEqualTo(new InstanceUIDs("1.2.5\\1.2.6", "", "1.2.5.1"));
        for (byte[] none : List.of(
                new byte[0],
                "%PDF-1.7 of somebody".getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOf(TestStudy.file(image()), 150))) {
            assertThatThrownBy(() -> read(none)).isInstanceOf(DicomException.class);
        }
    }
}
