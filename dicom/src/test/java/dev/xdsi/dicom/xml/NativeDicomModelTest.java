package dev.xdsi.dicom.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.BulkDataUris;
import dev.xdsi.dicom.json.JsonLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeDicomModelTest {
    private static final String HEAD = "<NativeDicomModel xmlns=\"http://dicom.nema.org/PS3.19/models/NativeDICOM\">";
    private static final String TAIL = "</NativeDicomModel>";

    private static String written(Attributes dataSet) throws IOException {
        return new String(NativeDicomModel.toBytes(dataSet, BulkDataUris.NONE), StandardCharsets.UTF_8);
    }

    private static Attributes read(String xml) throws IOException {
        return read(xml, JsonLimits.DEFAULT, BulkDataSource.IGNORE);
    }

    private static Attributes read(String xml, JsonLimits limits, BulkDataSource source) throws IOException {
        return NativeDicomModel.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), limits, source);
    }

    private static Attributes rich() {
        Attributes item = new Attributes()
                .setString(Tag.CodeValue, "R-1")
                .setItems(Tag.PurposeOfReferenceCodeSequence, new Attributes().setString(Tag.CodeMeaning, "inner"));
        return new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setString(Tag.SOPInstanceUID, "1.2.3")
                .setString(Tag.ImageType, "ORIGINAL", "", "AXIAL")
                .setString(Tag.PatientName, "Müller^Jürg^^Dr.")
                .setString(Tag.StudyDescription, "a < b & \"c\" > d")
                .setEmpty(Tag.AccessionNumber)
                .setItems(Tag.ProcedureCodeSequence, item, new Attributes())
                .setInt(Tag.Rows, 512)
                .setString(Tag.PixelSpacing, "0.50", "0.5")
                .setInt(Tag.FrameIncrementPointer, 0x00540010)
                .setString(0x00090010, VR.LO, "ACME 1.0")
                .setString(0x00091001, VR.SH, "private")
                .setBytes(Tag.PixelData, VR.OW, new byte[] {1, 2, 3, 4, 5, 6});
    }

    @Test
    void aDataSetIsWrittenAsTheStandardHasIt() throws IOException {
        String xml = written(rich());

        assertThat(xml)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .contains("xml:space=\"preserve\"")
                .contains("<DicomAttribute tag=\"00080005\" vr=\"CS\" keyword=\"SpecificCharacterSet\">"
                        + "<Value number=\"1\">ISO_IR 192</Value></DicomAttribute>")
                .contains("<Value number=\"1\">ORIGINAL</Value><Value number=\"3\">AXIAL</Value>")
                .contains("<PersonName number=\"1\"><Alphabetic><FamilyName>Müller</FamilyName>"
                        + "<GivenName>Jürg</GivenName><NamePrefix>Dr.</NamePrefix></Alphabetic></PersonName>")
                .contains("a &lt; b &amp; \"c\" &gt; d")
                .contains("<Item number=\"2\"></Item>")
                .contains("<Value number=\"1\">0.50</Value>")
                .contains("vr=\"AT\" keyword=\"FrameIncrementPointer\"><Value number=\"1\">00540010</Value>")
                .contains("<DicomAttribute tag=\"00090001\" vr=\"SH\" privateCreator=\"ACME 1.0\">")
                .contains("<InlineBinary>AQIDBAUG</InlineBinary>");
    }

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        Attributes again = read(written(rich()));

        assertThat(again.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(again.strings(Tag.ImageType)).containsExactly("ORIGINAL", "", "AXIAL");
        assertThat(again.string(Tag.PatientName)).contains("Müller^Jürg^^Dr.");
        assertThat(again.items(Tag.ProcedureCodeSequence)).hasSize(2);
        assertThat(again.item(Tag.ProcedureCodeSequence)
                        .flatMap(item -> item.item(Tag.PurposeOfReferenceCodeSequence))
                        .flatMap(item -> item.string(Tag.CodeMeaning)))
                .contains("inner");
        assertThat(again.bytes(Tag.PixelData)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(written(again)).isEqualTo(written(rich()));
    }

    /** Two creators in one group, of which only one says where it is; and the ends of lines that text had. */
    @Test
    void privateElementsGetTheBlockOfTheirCreatorAndLinesTheirEnds() throws IOException {
        Attributes again = read(HEAD
                + "<DicomAttribute tag=\"00090012\" vr=\"LO\"><Value number=\"1\">ACME 1.0</Value></DicomAttribute>"
                + "<DicomAttribute tag=\"00090001\" vr=\"SH\" privateCreator=\"OTHER\"><Value number=\"1\">o</Value></DicomAttribute>"
                + "<DicomAttribute tag=\"00090001\" vr=\"SH\" privateCreator=\"ACME 1.0\"><Value number=\"1\">a</Value></DicomAttribute>"
                + "<DicomAttribute tag=\"00090002\" vr=\"SH\" privateCreator=\"OTHER\"><Value number=\"1\">p</Value></DicomAttribute>"
                + TAIL);

        assertThat(again.string(0x00090010)).contains("OTHER");
        assertThat(again.string(0x00091001)).contains("o");
        assertThat(again.string(0x00091002)).contains("p");
        assertThat(again.contains(0x00090011)).isFalse();
        assertThat(again.string(0x00091201)).contains("a");
        Attributes lines = new Attributes().setString(Tag.TextValue, VR.UT, "a\rb\r\nc\nd");
        assertThat(read(written(lines)).string(Tag.TextValue)).contains("a\rb\r\nc\nd");
    }

    @Test
    void bulkDataIsNamedAndFoundByItsUri() throws IOException {
        Attributes dataSet =
                new Attributes().set(new Element(Tag.PixelData, VR.OW, new Value.Bulk(BulkData.of(new byte[] {7, 7}))));

        String xml = new String(
                NativeDicomModel.toBytes(dataSet, (path, element) -> Optional.of("bulk/" + path)),
                StandardCharsets.UTF_8);

        assertThat(xml).contains("<BulkData uri=\"bulk/7FE00010\"");
        Attributes again =
                read(xml, JsonLimits.DEFAULT, uri -> Optional.of(BulkData.of(uri.getBytes(StandardCharsets.UTF_8))));
        assertThat(again.element(Tag.PixelData).orElseThrow().value())
                .isEqualTo(new Value.Bulk(BulkData.of("bulk/7FE00010".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void controlCharactersAreSeenToBeMissing() throws IOException {
        Attributes dataSet = new Attributes().setString(Tag.TextValue, "a\fb\u0001c\td");

        assertThat(read(written(dataSet)).string(Tag.TextValue)).contains("a\uFFFDb\uFFFDc\td");
    }

    @Test
    void compressedPixelsWithoutAnAddressAreLeftOut() throws IOException {
        Attributes dataSet = new Attributes()
                .set(new Element(Tag.PixelData, VR.OB, new Value.Fragments(List.of(BulkData.of(new byte[2])))));

        assertThat(written(dataSet)).doesNotContain("DicomAttribute");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<x/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + HEAD + TAIL,
                "<!DOCTYPE x [<!ENTITY a \"b\">]>" + HEAD
                        + "<DicomAttribute tag=\"00100020\" vr=\"LO\"><Value number=\"1\">&a;</Value></DicomAttribute>"
                        + TAIL,
                HEAD,
                HEAD + "<Other/>" + TAIL,
                HEAD + "<DicomAttribute vr=\"LO\"/>" + TAIL,
                HEAD + "<DicomAttribute tag=\"0010002\" vr=\"LO\"/>" + TAIL,
                HEAD + "<DicomAttribute tag=\"00100020\" vr=\"ZZ\"/>" + TAIL,
                HEAD + "<DicomAttribute tag=\"00100020\" vr=\"LO\"/><DicomAttribute tag=\"00100020\" vr=\"LO\"/>"
                        + TAIL,
                HEAD + "<DicomAttribute tag=\"00100020\" vr=\"LO\"><Other/></DicomAttribute>" + TAIL,
                HEAD + "<DicomAttribute tag=\"00280010\" vr=\"US\"><Value number=\"1\">99999</Value></DicomAttribute>"
                        + TAIL,
                HEAD + "<DicomAttribute tag=\"00280010\" vr=\"US\"><Value number=\"0\">9</Value></DicomAttribute>"
                        + TAIL,
                HEAD + "<DicomAttribute tag=\"00080008\" vr=\"CS\"><Value number=\"2000000\">A</Value></DicomAttribute>"
                        + TAIL,
                HEAD + "<DicomAttribute tag=\"00081032\" vr=\"SQ\"><Item number=\"2\"/></DicomAttribute>" + TAIL,
                HEAD + "<DicomAttribute tag=\"7FE00010\" vr=\"OW\"><InlineBinary>A</InlineBinary></DicomAttribute>"
                        + TAIL
            })
    void whatIsNoDataSetIsRefused(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(DicomException.class);
    }

    @Test
    void aStrangerCannotAskForMoreThanIsTaken() {
        String open = "<DicomAttribute tag=\"00081032\" vr=\"SQ\"><Item number=\"1\">";
        String deep = HEAD + open.repeat(80) + "</Item></DicomAttribute>".repeat(80) + TAIL;
        String many = HEAD + "<DicomAttribute tag=\"00100020\" vr=\"LO\"/>".repeat(50) + TAIL;

        assertThatThrownBy(() -> read(deep)).isInstanceOf(DicomException.class);
        assertThatThrownBy(() -> read(deep, new JsonLimits(1 << 20, 1000, 20), BulkDataSource.IGNORE))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("deeper");
        assertThatThrownBy(() -> read(many, new JsonLimits(100, 1000, 9), BulkDataSource.IGNORE))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("longer");
        assertThatThrownBy(() -> read(
                        HEAD + "<DicomAttribute tag=\"00080008\" vr=\"CS\">" + "<Value>A</Value>".repeat(30)
                                + "</DicomAttribute>" + TAIL,
                        new JsonLimits(100_000, 20, 9),
                        BulkDataSource.IGNORE))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("more elements");
    }
}
