package dev.xdsi.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.charset.SpecificCharacterSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributesTest {
    @Test
    void elementsStandInTheOrderOfTheirTagsHighestLast() {
        Attributes attributes = new Attributes()
                .setBytes(0xFFFCFFFC, VR.OB, new byte[2])
                .setString(Tag.PatientID, "1")
                .setString(Tag.SOPInstanceUID, "1.2")
                .setString(Tag.PatientName, "A^B");

        assertThat(attributes.stream().map(Element::tag))
                .containsExactly(Tag.SOPInstanceUID, Tag.PatientName, Tag.PatientID, 0xFFFCFFFC);
        assertThat(attributes.remove(Tag.PatientName).contains(Tag.PatientName)).isFalse();
        assertThat(attributes.size()).isEqualTo(3);
    }

    @Test
    void textIsSeparatedAndRidOfPadding() {
        Attributes attributes = new Attributes()
                .setBytes(Tag.ImageType, VR.CS, ascii("ORIGINAL\\ PRIMARY \\\\AXIAL"))
                .setBytes(Tag.SOPInstanceUID, VR.UI, ascii("1.2.3\0"))
                .setBytes(Tag.ImageComments, VR.LT, ascii(" two\\values? no "))
                .setBytes(Tag.StudyID, VR.SH, ascii("  "));

        assertThat(attributes.strings(Tag.ImageType)).containsExactly("ORIGINAL", "PRIMARY", "", "AXIAL");
        assertThat(attributes.string(Tag.SOPInstanceUID)).contains("1.2.3");
        assertThat(attributes.strings(Tag.ImageComments)).containsExactly(" two\\values? no");
        assertThat(attributes.strings(Tag.StudyID)).isEmpty();
        assertThat(attributes.hasValue(Tag.StudyID)).isTrue();
        assertThat(attributes.string(Tag.AccessionNumber)).isEmpty();
    }

    @Test
    void numbersAreReadFromWordsAndFromText() {
        Attributes attributes = new Attributes()
                .setInt(Tag.Rows, 65535)
                .setInt(Tag.PixelPaddingValue, VR.SS, -2000)
                .setInt(Tag.InstanceNumber, 7)
                .setString(Tag.PixelSpacing, "0.5", "1e-1", "x")
                .setInt(Tag.FrameIncrementPointer, Tag.FrameTime)
                .setReal(Tag.RecommendedDisplayFrameRateInFloat, VR.FL, 29.97)
                .setInt(Tag.ReferencedSamplePositions, 0xFFFF_FFFFL);

        assertThat(attributes.integer(Tag.Rows)).hasValue(65535);
        assertThat(attributes.integer(Tag.PixelPaddingValue)).hasValue(-2000);
        assertThat(attributes.integer(Tag.InstanceNumber)).hasValue(7);
        assertThat(attributes.reals(Tag.PixelSpacing)).containsExactly(0.5, 0.1);
        assertThat(attributes.strings(Tag.FrameIncrementPointer)).containsExactly("00181063");
        assertThat(attributes.real(Tag.RecommendedDisplayFrameRateInFloat)).hasValue((float) 29.97);
        assertThat(attributes.longInteger(Tag.ReferencedSamplePositions)).hasValue(0xFFFF_FFFFL);
        assertThat(attributes.integer(Tag.ReferencedSamplePositions)).isEmpty();
        assertThat(attributes.integer(Tag.Columns, 3)).isEqualTo(3);
    }

    @Test
    void d28ValuesThatDoNotFitTheirRepresentationAreAbsentNotFatal() {
        Attributes attributes = new Attributes()
                .setBytes(Tag.Rows, VR.US, new byte[] {1})
                .setBytes(Tag.Columns, VR.LO, ascii("many"))
                .setBytes(Tag.InstanceNumber, VR.IS, ascii("1e999999999"))
                .setBytes(Tag.PatientName, VR.US, new byte[] {1, 2, 3});

        assertThat(attributes.integer(Tag.Rows)).isEmpty();
        assertThat(attributes.integer(Tag.Columns)).isEmpty();
        assertThat(attributes.integer(Tag.InstanceNumber)).isEmpty();
        assertThat(attributes.strings(Tag.PatientName)).containsExactly("513");
        assertThat(attributes.items(Tag.PatientName)).isEmpty();
    }

    @Test
    void numbersThatDoNotFitAreNotWritten() {
        assertThatThrownBy(() -> new Attributes().setInt(Tag.Rows, 65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attributes().setInt(Tag.Rows, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attributes().setString(Tag.PatientID, "a\\b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTextEndsBeforeItsFirstNul() {
        Attributes attributes = new Attributes()
                .setBytes(Tag.PatientID, VR.LO, ascii("47\0 11\\ 4712 \0\\\0"))
                .setBytes(Tag.AccessionNumber, VR.SH, ascii("\0A100"))
                .setBytes(Tag.TextValue, VR.UT, ascii(" one\0two"))
                .setBytes(Tag.PatientName, VR.PN, ascii("M\0ller^J"))
                .setBytes(Tag.StudyInstanceUID, VR.UI, ascii("1.2\0.3\0"));

        assertThat(attributes.strings(Tag.PatientID)).containsExactly("47", "4712", "");
        assertThat(attributes.strings(Tag.AccessionNumber)).isEmpty();
        assertThat(attributes.string(Tag.TextValue)).contains(" one");
        assertThat(attributes.string(Tag.PatientName)).contains("M");
        assertThat(attributes.string(Tag.StudyInstanceUID))
                .as("which is no UID, and must not become one")
                .contains("1.2\0.3");
        assertThat(attributes.bytes(Tag.PatientID)).startsWith(ascii("47\0 11"));
    }

    @Test
    void anUnknownValueOfAKnownElementIsReadAsTheDictionarySays() {
        Attributes attributes = new Attributes()
                .setBytes(Tag.PatientID, VR.UN, ascii("4711"))
                .setBytes(Tag.Rows, VR.UN, new byte[] {0, 2});

        assertThat(attributes.string(Tag.PatientID)).contains("4711");
        assertThat(attributes.integer(Tag.Rows)).hasValue(512);
    }

    @Test
    void itemsInheritTheCharacterSetOfTheDataSetAroundThem() {
        Attributes item = new Attributes().setBytes(Tag.CodeMeaning, VR.LO, new byte[] {(byte) 0xFC});
        Attributes dataSet = new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setItems(Tag.ProcedureCodeSequence, item);

        assertThat(item.string(Tag.CodeMeaning)).contains("ü");
        assertThat(dataSet.item(Tag.ProcedureCodeSequence).orElseThrow().copy().string(Tag.CodeMeaning))
                .contains("ü");
    }

    @Test
    void declaringAnotherCharacterSetWritesTheTextAnewInItemsToo() {
        Attributes dataSet = new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setString(Tag.PatientName, "Müller^Jörg")
                .setItems(Tag.ProcedureCodeSequence, new Attributes());
        dataSet.item(Tag.ProcedureCodeSequence).orElseThrow().setString(Tag.CodeMeaning, "Schädel");

        dataSet.setString(Tag.SpecificCharacterSet, "ISO_IR 192");

        assertThat(dataSet.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(dataSet.bytes(Tag.PatientName)).isEqualTo("Müller^Jörg".getBytes(StandardCharsets.UTF_8));
        assertThat(dataSet.item(Tag.ProcedureCodeSequence).orElseThrow().string(Tag.CodeMeaning))
                .contains("Schädel");
    }

    @Test
    void aCharacterThatIsLackingIsRefusedAndNothingChanges() {
        Attributes dataSet = new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.PatientName, "山田");

        assertThatThrownBy(() -> dataSet.setString(Tag.SpecificCharacterSet, "ISO_IR 100"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0008,0005)");
        assertThatThrownBy(() -> new Attributes().setString(Tag.PatientName, "山田"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(dataSet.string(Tag.PatientName)).contains("山田");
        assertThat(dataSet.characterSet()).isEqualTo(SpecificCharacterSet.UTF_8);
    }

    @Test
    void aCopySharesNothingThatCanChange() {
        Attributes dataSet = new Attributes()
                .setString(Tag.PatientID, "1")
                .setItems(Tag.ProcedureCodeSequence, new Attributes().setString(Tag.CodeValue, "A"));
        Attributes copy = dataSet.copy();
        assertThat(copy).isEqualTo(dataSet).hasSameHashCodeAs(dataSet);

        copy.item(Tag.ProcedureCodeSequence).orElseThrow().setString(Tag.CodeValue, "B");

        assertThat(copy).isNotEqualTo(dataSet);
        assertThat(dataSet.item(Tag.ProcedureCodeSequence).orElseThrow().string(Tag.CodeValue))
                .contains("A");
    }

    @Test
    void anItemBelongsToOneSequence() {
        Attributes item = new Attributes().setString(Tag.CodeValue, "A");
        Attributes one = new Attributes().setItems(Tag.ProcedureCodeSequence, item);
        Attributes other = new Attributes().setItems(Tag.ProcedureCodeSequence, item);
        item.setString(Tag.CodeValue, "B");

        assertThat(one.item(Tag.ProcedureCodeSequence).orElseThrow().string(Tag.CodeValue))
                .contains("B");
        assertThat(other.item(Tag.ProcedureCodeSequence).orElseThrow().string(Tag.CodeValue))
                .contains("A");
        one.setItems(Tag.ConceptNameCodeSequence, one);
        assertThat(one.item(Tag.ConceptNameCodeSequence)).isPresent();
    }

    @Test
    void paddingToEvenLengthDoesNotCount() {
        assertThat(new Attributes().setBytes(Tag.PatientID, VR.LO, ascii("123")))
                .isEqualTo(new Attributes().setBytes(Tag.PatientID, VR.LO, ascii("123 ")));
        assertThat(new Attributes().setBytes(Tag.PatientID, VR.LO, ascii("12")))
                .isNotEqualTo(new Attributes().setBytes(Tag.PatientID, VR.LO, ascii("12  ")));
        assertThat(new Attributes().setBytes(Tag.PatientID, VR.LO, ascii("12")))
                .isNotEqualTo(new Attributes().setBytes(Tag.PatientID, VR.SH, ascii("12")));
    }

    @Test
    void privateElementsAreFoundByTheirCreator() {
        Attributes dataSet = new Attributes().setString(0x00290010, VR.LO, "SOMEONE ELSE");

        int tag = dataSet.reservePrivateTag("XDSI", 0x0029, 0x08);
        dataSet.setString(tag, VR.SH, "mine");

        assertThat(tag).isEqualTo(0x00291108);
        assertThat(dataSet.string(0x00290011)).contains("XDSI");
        assertThat(dataSet.privateTag("XDSI", 0x0029, 0x08)).hasValue(tag);
        assertThat(dataSet.privateTag("NOBODY", 0x0029, 0x08)).isEmpty();
        assertThat(dataSet.reservePrivateTag("XDSI", 0x0029, 0x09)).isEqualTo(0x00291109);
    }

    @Test
    void aWalkVisitsItemsAfterTheirSequence() {
        Attributes dataSet = new Attributes()
                .setItems(Tag.ProcedureCodeSequence, new Attributes().setString(Tag.CodeValue, "A"))
                .setString(Tag.PatientID, "1");
        List<String> visited = new ArrayList<>();

        dataSet.walk((item, element, depth) -> visited.add(depth + " " + Tags.toString(element.tag())));

        assertThat(visited).containsExactly("0 (0008,1032)", "1 (0008,0100)", "0 (0010,0020)");
    }

    @Test
    void aValueThatItsRepresentationCannotHoldIsRefused() {
        assertThatThrownBy(() -> new Element(Tag.PatientID, VR.LO, new Value.Items(List.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Element(Tag.ProcedureCodeSequence, VR.SQ, new Value.Inline(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
