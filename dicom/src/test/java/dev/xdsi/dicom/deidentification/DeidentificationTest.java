package dev.xdsi.dicom.deidentification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeidentificationTest {
    private static final String SECRET = "4711SECRET";

    private static Attributes ct() {
        return new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, "1.2.3")
                .setString(Tag.StudyInstanceUID, "1.2")
                .setString(Tag.SeriesInstanceUID, "1.2.1")
                .setString(Tag.FrameOfReferenceUID, "1.2.9")
                .setString(Tag.Modality, "CT")
                .setString(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .setString(Tag.Manufacturer, "Maker")
                .setString(Tag.KVP, "120")
                .setString(Tag.ImagePositionPatient, "1", "2", "3")
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.Rows, 2)
                .setInt(Tag.Columns, 2)
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7)
                .setInt(Tag.PixelRepresentation, 0)
                .setBytes(Tag.PixelData, VR.OB, new byte[] {1, 2, 3, 4});
    }

    private static Attributes deidentified(Attributes image) throws IOException {
        return new Deidentification(uid -> "2.25." + uid.replace(".", ""))
                .of(new DicomFile(new Attributes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, image, 0))
                .dataSet();
    }

    private static String bytes(Attributes dataSet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.writeDataSet(out, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSet);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void theImageStaysWithOtherUids() throws Exception {
        Attributes image = deidentified(ct());

        assertThat(image.string(Tag.SOPInstanceUID)).contains("2.25.123");
        assertThat(image.string(Tag.StudyInstanceUID)).contains("2.25.12");
        assertThat(image.string(Tag.FrameOfReferenceUID)).contains("2.25.129");
        assertThat(image.string(Tag.SOPClassUID)).contains(UID.CTImageStorage);
        assertThat(image.strings(Tag.ImageType)).containsExactly("ORIGINAL", "PRIMARY", "AXIAL");
        assertThat(image.string(Tag.KVP)).contains("120");
        assertThat(image.strings(Tag.ImagePositionPatient)).containsExactly("1", "2", "3");
        assertThat(image.string(Tag.Manufacturer)).contains("Maker");
        assertThat(image.bytes(Tag.PixelData)).containsExactly(1, 2, 3, 4);
        assertThat(image.contains(Tag.PatientName)).isTrue();
        assertThat(image.string(Tag.PatientIdentityRemoved)).contains("YES");
    }

    /** Every attribute of the dictionary that can hold text, as its writer may write it, also where no text belongs. */
    @Test
    void noTextOfAnyAttributeIsLeft() throws Exception {
        Attributes image = ct();
        Attributes pixels = image.copy();
        for (var field : Tag.class.getFields()) {
            int tag = field.getInt(null);
            VR vr = ElementDictionary.vrOf(tag);
            if (tag >>> 16 > 2 && !pixels.contains(tag) && !field.getName().startsWith("Overlay")) {
                switch (vr) {
                    case SQ ->
                        image.setItems(
                                tag,
                                new Attributes()
                                        .setString(Tag.PatientName, SECRET)
                                        .setString(Tag.OperatorsName, SECRET)
                                        .setString(Tag.ProtocolName, VR.CS, SECRET)
                                        .setString(Tag.ImageComments, VR.UI, SECRET));
                    case OB, OW, UN, OD, OF, OL, OV -> {
                        if (!field.getName().endsWith("TableData")
                                && tag != Tag.LUTData
                                && !field.getName().contains("PixelData")) {
                            image.setBytes(tag, VR.UN, SECRET.getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                    case US, SS, UL, SL, FL, FD, AT, SV, UV -> {
                        // no text
                    }
                    case CS, DS, IS, UI -> image.setString(tag, vr, SECRET + "x");
                    default -> {
                        if (tag != Tag.Manufacturer
                                && tag != Tag.ManufacturerModelName
                                && tag != Tag.SpecificCharacterSet) {
                            image.setString(tag, vr, SECRET);
                        }
                    }
                }
            }
        }
        image.setString(Tag.BurnedInAnnotation, "NO").setString(Tag.RecognizableVisualFeatures, "NO");
        int creator = image.reservePrivateTag(SECRET, 0x0029, 1);
        image.setString(creator, VR.CS, SECRET);
        assertThat(image.size()).isGreaterThan(3000);
        assertThat(bytes(image)).contains(SECRET);

        assertThat(bytes(deidentified(image))).doesNotContain(SECRET);
    }

    @Test
    void anAttributeThatClaimsToBeACodeIsNone() throws Exception {
        Attributes image = ct();
        image.setString(Tag.ProtocolName, VR.CS, "DOE JANE");
        image.set(new Element(
                Tag.StudyComments, VR.CS, new Value.Inline("DOE JANE".getBytes(StandardCharsets.US_ASCII))));
        image.setString(Tag.CodeMeaning, "DOE JANE");

        assertThat(bytes(deidentified(image))).doesNotContain("DOE");
    }

    /** A frame of reference has an indicator, which may be empty (PS3.3 C.7.4.1). */
    @Test
    void whatAModuleMustHaveIsThereWithoutItsValue() throws Exception {
        Attributes image = deidentified(ct().setString(Tag.PositionReferenceIndicator, "DOE JANE"));
        assertThat(image.contains(Tag.PositionReferenceIndicator)).isTrue();
        assertThat(image.hasValue(Tag.PositionReferenceIndicator)).isFalse();
        assertThat(deidentified(ct().remove(Tag.FrameOfReferenceUID)).contains(Tag.PositionReferenceIndicator))
                .isFalse();
    }

    @Test
    void codesWithinSequencesStay() throws Exception {
        Attributes code = new Attributes()
                .setString(Tag.CodeValue, "399162004")
                .setString(Tag.CodingSchemeDesignator, "SCT")
                .setString(Tag.CodeMeaning, "cranio-caudal");
        Attributes image = deidentified(ct().setItems(Tag.ViewCodeSequence, code));
        assertThat(image.item(Tag.ViewCodeSequence).flatMap(item -> item.string(Tag.CodeMeaning)))
                .isEqualTo(Optional.of("cranio-caudal"));
    }

    @Test
    void enhancedImagesKeepTheirFormWithoutTheirTimes() throws Exception {
        Attributes image = deidentified(ct().setString(Tag.ContentDate, "20260102")
                .setString(Tag.ContentTime, "030405")
                .setString(Tag.AcquisitionDateTime, "20260102030405")
                .setItems(Tag.SharedFunctionalGroupsSequence, new Attributes()));
        assertThat(image.string(Tag.ContentDate)).contains("19000101");
        assertThat(bytes(image)).doesNotContain("2026");
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "PERHAPS"})
    void whatMayBeWrittenInPixelsIsAReasonToRefuse(String written) {
        refused(ct().setString(Tag.BurnedInAnnotation, written), "Burned In Annotation");
    }

    @Test
    void imagesThatMayHoldWritingMustSayThatTheyDoNot() throws Exception {
        Attributes ultrasound = ct().setString(Tag.SOPClassUID, UID.UltrasoundImageStorage);
        refused(ultrasound, "Burned In Annotation");
        assertThat(deidentified(ultrasound.setString(Tag.BurnedInAnnotation, "NO"))
                        .string(Tag.Modality))
                .isPresent();
        refused(ct().setString(Tag.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE"), "Burned In Annotation");
    }

    @Test
    void nothingElseIsHiddenInPixels() {
        refused(ct().setString(Tag.RecognizableVisualFeatures, "YES"), "recognized");
        refused(ct().setInt(Tag.OverlayBitPosition, 12), "unused bits");
        refused(ct().setInt(Tag.OverlayBitPosition + 0x00020000, 12), "unused bits");
        refused(ct().setBytes(Tag.PixelData, VR.OB, new byte[8]), "something else");
        refused(ct().remove(Tag.PixelData), "Only images");
    }

    private static void refused(Attributes image, String reason) {
        assertThatThrownBy(() -> deidentified(image))
                .isInstanceOf(NotDeidentifiableException.class)
                .hasMessageContaining(reason);
    }
}
