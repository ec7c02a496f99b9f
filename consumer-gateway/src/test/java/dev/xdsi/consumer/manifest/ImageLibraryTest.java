package dev.xdsi.consumer.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.TestStudy;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions of series and instances in manifests of others, old and new and hostile. */
class ImageLibraryTest {
    private static final String SERIES = "1.2.3.4.100.1";

    private static Attributes code(String value, String scheme, String meaning) {
        return new Attributes()
                .setString(Tag.CodeValue, value)
                .setString(Tag.CodingSchemeDesignator, scheme)
                .setString(Tag.CodeMeaning, meaning);
    }

    private static Attributes item(String concept, String scheme) {
        return new Attributes().setItems(Tag.ConceptNameCodeSequence, code(concept, scheme, ""));
    }

    private static Attributes coded(String concept, String value, String meaning) {
        return item(concept, "DCM").setItems(Tag.ConceptCodeSequence, code(value, "DCM", meaning));
    }

    private static Attributes text(String concept, String scheme, String value) {
        return item(concept, scheme).setString(Tag.TextValue, value);
    }

    private static Attributes entry(String instance, Attributes... said) {
        return new Attributes()
                .setItems(Tag.ReferencedSOPSequence, new Attributes().setString(Tag.ReferencedSOPInstanceUID, instance))
                .setItems(Tag.ContentSequence, said);
    }

    private static Attributes group(String series, Attributes... said) {
        List<Attributes> content = new ArrayList<>(List.of(said));
        content.add(item("112002", "DCM").setString(Tag.UID, series));
        return item("126200", "DCM").setItems(Tag.ContentSequence, content);
    }

    private static Attributes manifest(Attributes... groups) {
        return TestStudy.keyObjects()
                .setItems(Tag.ContentSequence, item("111028", "DCM").setItems(Tag.ContentSequence, groups));
    }

    private static Manifest read(Attributes keyObjects) throws IOException {
        return ManifestReader.read(new ByteArrayInputStream(TestStudy.file(keyObjects)))
                .getFirst();
    }

    private static ManifestSeries series(Manifest manifest) {
        return manifest.series().stream()
                .filter(one -> one.seriesInstanceUID().equals(SERIES))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "131563, 131561, 131562, DCM",
        "ddd002, ddd003, ddd004, DCM",
        "MADOTEMP002, MADOTEMP003, MADOTEMP004, 99IHE"
    })
    void allThreeCodeSetsAreRead(String description, String date, String time, String scheme) throws IOException {
        Manifest manifest = read(manifest(group(
                SERIES,
                coded("121139", "CT", "Computed Tomography"),
                text(description, scheme, "Thorax 1 mm"),
                item(date, scheme).setString(Tag.Date, "20260301"),
                item(time, scheme).setString(Tag.Time, "101500.5"),
                text("113607", "DCM", "4"),
                coded("123014", "67734004", "Upper trunk"))));

        assertThat(series(manifest).description())
                .isEqualTo(new SeriesDescription("CT", "Thorax 1 mm", "4", "20260301", "101500.5", "Upper trunk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MADOTEMP002,DCM", "131563,99IHE", "ddd002,99IHE"})
    void aCodeOfOneSetInTheSchemeOfAnotherIsNone(String mixed) throws IOException {
        String[] code = mixed.split(",", -1);

        assertThat(series(read(manifest(group(SERIES, text(code[0], code[1], "x")))))
                        .description()
                        .description())
                .isEmpty();
    }

    @Test
    void countsAreReadAsNumbersAndAsTexts() throws IOException {
        Manifest manifest = read(manifest(group(
                SERIES,
                entry(
                        TestStudy.FIRST,
                        text("113609", "DCM", "12"),
                        item("121140", "DCM")
                                .setItems(
                                        Tag.MeasuredValueSequence, new Attributes().setString(Tag.NumericValue, "20"))),
                entry(TestStudy.SECOND, text("121140", "DCM", "(50, UCUM, \"frames\")")))));

        assertThat(manifest.instances().map(ManifestInstance::description))
                .containsExactly(
                        new InstanceDescription("12", 20, ""),
                        new InstanceDescription("", 50, ""),
                        InstanceDescription.NONE);
    }

    @ParameterizedTest
    @CsvSource({"131565, 131564, DCM", "ddd009, ddd007, DCM", "MADOTEMP009, MADOTEMP007, 99IHE"})
    void howManyThereAreIsReadByAllThreeCodeSets(String ofStudy, String ofSeries, String scheme) throws IOException {
        Attributes three = item(ofStudy, scheme)
                .setItems(Tag.MeasuredValueSequence, new Attributes().setString(Tag.NumericValue, "3"));
        Manifest manifest = read(manifest(three, group(SERIES, text(ofSeries, scheme, "(50, UCUM, \"instances\")"))));

        assertThat(manifest.description().series()).isEqualTo(3);
        assertThat(series(manifest).description().instances()).isEqualTo(50);
        assertThat(manifest.instanceCount()).as("of the evidence").isEqualTo(3);
    }

    @Test
    void keyObjectsAreDescribed() throws IOException {
        Manifest manifest = read(manifest(group(
                SERIES,
                entry(
                        TestStudy.FIRST,
                        coded("121144", "113000", "Of Interest"),
                        text("113012", "DCM", "the nodule")))));

        assertThat(manifest.instances().map(ManifestInstance::description))
                .contains(new InstanceDescription("", 0, "Of Interest", "the nodule"));
    }

    private static Attributes withDisplayUri(int tag, String uri) {
        Attributes keyObjects = manifest();
        keyObjects
                .items(Tag.CurrentRequestedProcedureEvidenceSequence)
                .getFirst()
                .setString(tag, VR.UR, uri);
        return keyObjects;
    }

    @Test
    void whereAStudyIsDisplayedIsRead() throws IOException {
        String uri = "https://viewer.example/IHEInvokeImageDisplay?requestType=STUDY";
        Attributes trial = manifest();
        Attributes study =
                trial.items(Tag.CurrentRequestedProcedureEvidenceSequence).getFirst();
        study.setString(study.reservePrivateTag("IHE_MADO_PRIVATE", 0x000D, 1), VR.UR, uri);

        assertThat(read(withDisplayUri(0x0040E012, uri)).description().displayURI())
                .isEqualTo(uri);
        assertThat(read(trial).description().displayURI()).isEqualTo(uri);
        assertThat(read(withDisplayUri(0x0040E012, uri))
                        .in("urn:oid:1.2")
                        .description()
                        .displayURI())
                .isEqualTo(uri);
        assertThat(read(manifest()).description()).isEqualTo(StudyDescription.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)//https://a.example/",
                "data:text/html,x",
                "file:///etc/passwd",
                "//viewer.example/",
                "https://user:word@viewer.example/",
                "https://",
                "no address at all"
            })
    void whatIsNoWebAddressIsNone(String hostile) throws IOException {
        assertThat(read(withDisplayUri(0x0040E012, hostile)).description().displayURI())
                .isNull();
    }

    @Test
    void whatTheEvidenceDoesNotListIsNotThere() throws IOException {
        Manifest manifest = read(manifest(
                group("9.9.9", text("131563", "DCM", "invented"), entry("9.9.9.1", text("113609", "DCM", "1"))),
                group(SERIES, text("131563", "DCM", "first"), entry("9.9.9.2")),
                group(SERIES, text("131563", "DCM", "second"))));

        assertThat(manifest.series()).hasSize(2);
        assertThat(manifest.instances().map(ManifestInstance::sopInstanceUID)).containsExactlyElementsOf(TestStudy.ALL);
        assertThat(series(manifest).description().description()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "99999999999999999999", "NaN", "1e9", "", "1; drop table"})
    void numbersThatAreNoneAreNotSaid(String hostile) throws IOException {
        Manifest manifest = read(manifest(group(SERIES, entry(TestStudy.FIRST, text("121140", "DCM", hostile)))));

        assertThat(manifest.instances().findFirst().orElseThrow().description().frames())
                .isZero();
    }

    @Test
    void longTextsAreCutAndStrangeDatesLeftOut() throws IOException {
        Manifest manifest = read(manifest(group(
                SERIES,
                text("131563", "DCM", "x".repeat(5000)),
                item("131561", "DCM").setString(Tag.Date, "2026"),
                item("131562", "DCM").setString(Tag.Time, "<script>"))));

        SeriesDescription said = series(manifest).description();
        assertThat(said.description().codePointCount(0, said.description().length()))
                .isEqualTo(256);
        assertThat(said.date() + said.time()).isEmpty();
    }

    @Test
    void itemsByReferenceLeadNowhere() throws IOException {
        Attributes circle = new Attributes()
                .setString(Tag.RelationshipType, "CONTAINS")
                .setInt(Tag.ReferencedContentItemIdentifier, 1, 1, 1);

        assertThat(read(manifest(group(SERIES, circle, text("131563", "DCM", "Thorax")), circle))
                        .instanceCount())
                .isEqualTo(3);
    }

    @Test
    void aTreeWithoutEndIsRefused() {
        Attributes deep = item("126200", "DCM");
        for (int depth = 0; depth < 100; depth++) {
            deep = item("111028", "DCM").setItems(Tag.ContentSequence, deep);
        }
        Attributes hostile = TestStudy.keyObjects().setItems(Tag.ContentSequence, deep);

        assertThatThrownBy(() -> read(hostile)).isInstanceOf(DicomException.class);
    }

    @Test
    void theSampleIsReadWhole() throws IOException {
        Manifest manifest = ManifestReaderTest.readSample("mado-kos/MADO_KOS_A.dcm");

        assertThat(manifest.series())
                .extracting(ManifestSeries::retrieveLocationUID)
                .containsExactly("1.3.6.1.4.1.19376.1.1.200.1", "1.3.6.1.4.1.19376.1.1.200.2");
        assertThat(manifest.series()).extracting(one -> one.instances().size()).containsExactly(50, 36);
        assertThat(manifest.series().getFirst().description())
                .isEqualTo(new SeriesDescription(
                        "CT", "Series A1", "1", "20220822", "164758.337000", "Entire body as a whole", 50));
        assertThat(manifest.series().getLast().description().instances()).isEqualTo(36);
        assertThat(manifest.description().series()).isEqualTo(2);
        assertThat(manifest.description().displayURI())
                .startsWith("https://dicomviewer/IHEInvokeImageDisplay?requestType=STUDY&studyU");
        assertThat(manifest.series().getLast().description().description()).isEqualTo("Series A2");
        assertThat(manifest.instanceCount()).isEqualTo(86);
    }
}
