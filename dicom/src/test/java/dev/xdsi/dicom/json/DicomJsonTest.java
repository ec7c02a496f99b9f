package dev.xdsi.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.RandomDataSets;
import dev.xdsi.dicom.Samples;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DataSetDiff;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomJsonTest {
    @Test
    void valuesAreWrittenAsTheStandardShowsThem() {
        Attributes dataSet = new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.ImageType, "ORIGINAL", "", "AXIAL")
                .setString(Tag.PatientName, "Wang^XiaoDong=王^小東")
                .setEmpty(Tag.PatientID)
                .setString(Tag.PixelSpacing, "0.50", "+.5")
                .setString(Tag.InstanceNumber, "one")
                .setInt(Tag.Rows, 512)
                .setInt(Tag.FrameIncrementPointer, Tag.FrameTime)
                .setReal(Tag.RecommendedDisplayFrameRateInFloat, VR.FL, Double.NaN, 0.1)
                .setInt(Tag.SelectorSVValue, Long.MAX_VALUE, 1)
                .setEmpty(Tag.ProcedureCodeSequence)
                .setItems(
                        Tag.ConceptNameCodeSequence,
                        new Attributes().setString(Tag.CodeValue, "<&\">"),
                        new Attributes())
                .setBytes(Tag.PixelData, VR.OW, new byte[] {1, 2, 3, 4});

        assertThat(DicomJson.toString(dataSet).replace("},\"", "},\n\"")).isEqualTo("""
            {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},
            "00080008":{"vr":"CS","Value":["ORIGINAL",null,"AXIAL"]},
            "00081032":{"vr":"SQ"},
            "00089459":{"vr":"FL","Value":["NaN",0.1]},
            "00100010":{"vr":"PN","Value":[{"Alphabetic":"Wang^XiaoDong","Ideographic":"王^小東"}]},
            "00100020":{"vr":"LO"},
            "00200013":{"vr":"IS","Value":["one"]},
            "00280009":{"vr":"AT","Value":["00181063"]},
            "00280010":{"vr":"US","Value":[512]},
            "00280030":{"vr":"DS","Value":[0.50,0.5]},
            "0040A043":{"vr":"SQ","Value":[{"00080100":{"vr":"SH","Value":["\\u003c&\\">"]}},{}]},
            "00720082":{"vr":"SV","Value":["9223372036854775807",1]},
            "7FE00010":{"vr":"OW","InlineBinary":"AQIDBA=="}}\
            """);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void readingWhatWasWrittenIsTheSameDataSet(@ForAll("dataSets") Attributes dataSet) throws IOException {
        assertThat(DataSetDiff.between(dataSet, DicomJson.parse(DicomJson.toString(dataSet))))
                .isEmpty();
    }

    @Provide
    Arbitrary<Attributes> dataSets() {
        return RandomDataSets.all();
    }

    @Test
    void realSamplesKeepTheirTextAndValues() throws IOException {
        for (Path file : Samples.readable()) {
            Attributes dataSet = Part10.read(file).dataSet();
            dataSet.remove(Tag.PixelData);
            Attributes read = DicomJson.parse(DicomJson.toString(dataSet));
            List<String> before = texts(dataSet);
            assertThat(texts(read))
                    .as(file.toString())
                    .hasSameSizeAs(before)
                    .allSatisfy(line -> assertThat(before).contains(line));
        }
    }

    /** Text and numbers, whichever way they are spelled; character sets differ, the text does not. */
    private static List<String> texts(Attributes dataSet) {
        List<String> texts = new ArrayList<>();
        dataSet.walk((item, element, depth) -> {
            if (element.tag() != Tag.SpecificCharacterSet && !(element.value() instanceof Value.Fragments)) {
                texts.add(depth + " " + element + " " + comparable(item, element));
            }
        });
        return texts;
    }

    private static Object comparable(Attributes item, Element element) {
        return switch (element.vr()) {
            case DS, IS -> Arrays.toString(item.reals(element.tag()));
            case UN -> element.value() instanceof Value.Inline inline ? Arrays.toString(inline.bytes()) : "large";
            default ->
                item.strings(element.tag()).stream().map(DicomJsonTest::bare).toList();
        };
    }

    private static String bare(String value) {
        return value.replaceAll(" *(=)", "$1").replaceAll("=+$", "");
    }

    @Test
    void largeValuesGoByReferenceAndComeBackByIt() throws IOException {
        Attributes dataSet = new Attributes()
                .setItems(Tag.IconImageSequence, new Attributes().setBytes(Tag.PixelData, VR.OB, new byte[] {1, 2}))
                .set(new Element(Tag.PixelData, VR.OB, new Value.Fragments(List.of(BulkData.of(new byte[4])))));
        StringWriter out = new StringWriter();
        DicomJson.write(dataSet, out, (path, element) -> Optional.of("bulk/" + path));

        assertThat(out.toString())
                .contains("\"BulkDataURI\":\"bulk/00880200/0/7FE00010\"")
                .endsWith("\"7FE00010\":{\"vr\":\"OB\",\"BulkDataURI\":\"bulk/7FE00010\"}}");
        Attributes read = DicomJson.read(
                new StringReader(out.toString()), JsonLimits.DEFAULT, uri -> Optional.of(BulkData.of(new byte[] {7})));
        assertThat(read.element(Tag.PixelData).orElseThrow().value())
                .isEqualTo(new Value.Bulk(BulkData.of(new byte[] {7})));
        assertThat(DicomJson.parse(out.toString()).contains(Tag.PixelData)).isFalse();
        assertThat(DicomJson.toString(dataSet)).doesNotContain("\"7FE00010\":{\"vr\":\"OB\",\"Bulk");
    }

    /** What was stored as JSON must be had again, however long its numbers and deep its sequences are. */
    @Test
    void whatIsReadIsWrittenSoThatItIsReadAgain() throws IOException {
        Attributes deep = new Attributes().setString(Tag.PatientID, "within");
        for (int depth = 0; depth < 64; depth++) {
            deep = new Attributes().setItems(Tag.ProcedureCodeSequence, deep);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.writeDataSet(
                out,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                deep.setBytes(Tag.PatientWeight, VR.DS, ("0." + "1".repeat(70)).getBytes(StandardCharsets.UTF_8))
                        .setBytes(Tag.InstanceNumber, VR.IS, "1".repeat(70).getBytes(StandardCharsets.UTF_8))
                        .setBytes(Tag.PatientSize, VR.DS, "1e999 ".getBytes(StandardCharsets.UTF_8)));
        Attributes read = Part10.readDataSet(
                new ByteArrayInputStream(out.toByteArray()),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                ReadOptions.DEFAULT);

        String json = DicomJson.toString(read);
        assertThat(json).contains("[\"1e999\"]");
        assertThat(DicomJson.parse(json)).isEqualTo(read);
    }

    @Test
    void severalDataSetsAreAnArray() throws IOException {
        StringWriter out = new StringWriter();
        DicomJson.writeAll(List.of(new Attributes().setInt(Tag.Rows, 1), new Attributes()), out, BulkDataUris.NONE);

        assertThat(out).hasToString("[{\"00280010\":{\"vr\":\"US\",\"Value\":[1]}},{}]");
        List<Attributes> read = DicomJson.readAll(
                new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8)),
                JsonLimits.DEFAULT,
                BulkDataSource.IGNORE);
        assertThat(read).hasSize(2);
    }

    @Test
    void textBeyondAsciiIsDeclaredAndMembersMayComeInAnyOrder() throws IOException {
        Attributes read = DicomJson.parse("""
            { "00100010" : { "Value" : [ { "Phonetic" : "\\u3084", "Alphabetic" : "Müller" } ], "vr" : "PN", "x": [{"y":null}] },
              "00080005" : { "vr": "CS", "Value": ["ISO_IR 100"] },
              "00200013" : { "vr": "IS", "Value": [7] },
              "00189459" : { "vr": "FL", "Value": ["-inf", 1.5e0] } }
            """);

        assertThat(read.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(read.string(Tag.PatientName)).contains("Müller==や");
        assertThat(read.integer(Tag.InstanceNumber)).hasValue(7);
        assertThat(read.reals(0x00189459)).containsExactly(Double.NEGATIVE_INFINITY, 1.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "null",
                "{}x",
                "{\"00100010\"}",
                "{\"x\":{}}",
                "{\"00100010\":{\"vr\":\"ZZ\"}}",
                "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"a\\u00\"]}}",
                "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"a\\\\b\"]}}",
                "{\"00280010\":{\"vr\":\"US\",\"Value\":[70000]}}",
                "{\"00280010\":{\"vr\":\"US\",\"Value\":[1e999999999]}}",
                "{\"00280010\":{\"vr\":\"US\",\"Value\":[\"x\"]}}",
                "{\"00280010\":{\"vr\":\"US\",\"Value\":[01]}}",
                "{\"00280010\":{\"vr\":\"US\"},\"00280010\":{\"vr\":\"US\"}}",
                "{\"7FE00010\":{\"vr\":\"OW\",\"Value\":[1]}}",
                "{\"7FE00010\":{\"vr\":\"OW\",\"InlineBinary\":\"A\"}}",
                "{\"00080008\":{\"vr\":\"CS\",\"Value\":[\"A\" \"B\"]}}",
            })
    void whatIsNotTheModelIsRefused(String json) {
        assertThatThrownBy(() -> DicomJson.parse(json))
                .isInstanceOf(DicomException.class)
                .hasMessageStartingWith("JSON at character ");
    }

    @Test
    void depthLengthAndNumberAreBounded() {
        String open = "{\"00081032\":{\"vr\":\"SQ\",\"Value\":[";
        assertThatThrownBy(() -> DicomJson.parse(open.repeat(10_000))).hasMessageContaining("nested deeper than 64");
        assertThatThrownBy(() -> DicomJson.parse("{\"00081032\":{\"x\":" + "[".repeat(10_000)))
                .hasMessageContaining("nested too deep");
        JsonLimits few = new JsonLimits(20_000, 3, 4);
        assertThatThrownBy(() -> DicomJson.read(
                        new StringReader("{\"00280010\":{\"Value\":[1,1,1,1]}}"), few, BulkDataSource.IGNORE))
                .hasMessageContaining("more than 3 elements");
        assertThatThrownBy(() -> DicomJson.read(
                        new StringReader("{\"00100020\":{\"Value\":[\"" + "x".repeat(30_000)),
                        few,
                        BulkDataSource.IGNORE))
                .hasMessageContaining("longer than 20000 characters");
    }
}
