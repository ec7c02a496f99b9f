package dev.xdsi.imaging.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.archive.InstanceRole;
import dev.xdsi.imaging.archive.InstanceUids;
import dev.xdsi.imaging.archive.StoredFile;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifest with a description against the tables of IHE RAD MADO and PS3.16 TID 1600. */
class MadoManifestTest {
    private static final String CT = DataSets.STUDY + ".1";
    private static final String KO = DataSets.STUDY + ".2";
    private static final PatientId DOMAIN_ID =
            PatientId.parse("P1^^^&1.2.3&ISO").orElseThrow();
    private static final PatientDomains DOMAINS =
            new PatientDomains(new Oid("1.2.3"), new Oid("1.2.4"), new Oid("1.2.5"));
    private static final KosManifest.Identity IDENTITY =
            new KosManifest.Identity(new Oid("1.9.1"), new Oid("1.9.2"), Instant.parse("2026-07-01T10:00:00Z"));

    private static final StoredFile FILE = new StoredFile("0".repeat(64) + "-" + "0".repeat(36), 1, "00".repeat(32));

    private final Attributes image = DataSets.ct(CT, CT + ".1")
            .setInt(Tag.InstanceNumber, 7)
            .setInt(Tag.NumberOfFrames, 20)
            .setInt(Tag.SeriesNumber, 3)
            .setString(Tag.SeriesDate, "20260301")
            .setString(Tag.SeriesTime, "101501.250")
            .setString(Tag.SeriesDescription, "Schädel nativ");
    private final Attributes keyObject = DataSets.keyObject(KO + ".1", "113000", CT + ".1")
            .setString(Tag.SeriesInstanceUID, KO)
            .setItems(
                    Tag.ContentSequence,
                    new Attributes()
                            .setString(Tag.ValueType, "TEXT")
                            .setItems(
                                    Tag.ConceptNameCodeSequence,
                                    new CodedConcept("113012", "DCM", "Key Object Description").item())
                            .setString(Tag.TextValue, "the nodule"));

    private Attributes build(Attributes... dataSets) {
        Map<String, Attributes> firstOfSeries = new LinkedHashMap<>();
        Map<Oid, InstanceDescription> descriptions = new HashMap<>();
        List<StoredInstance> instances = Arrays.stream(dataSets)
                .map(dataSet -> {
                    firstOfSeries.putIfAbsent(dataSet.string(Tag.SeriesInstanceUID, ""), dataSet);
                    InstanceDescription.of(dataSet)
                            .ifPresent(said -> descriptions.put(said.sopInstance(), said.description()));
                    return stored(dataSet);
                })
                .toList();
        StudyHeader header = new StudyHeader(List.copyOf(firstOfSeries.values()));
        KosManifest kos = new KosManifest(
                new RetrieveAddress("XDSI", new Oid("1.2.9"), URI.create("http://localhost/dicom-web")),
                new ManifestAuthor("XDSI", "Central Hospital"),
                ZoneId.of("Europe/Zurich"));
        return new MadoManifest(kos, DOMAINS, ZoneId.of("Europe/Zurich"))
                .build(new StudyContents(header, instances, descriptions), IDENTITY, DOMAIN_ID);
    }

    private static StoredInstance stored(Attributes dataSet) {
        return new StoredInstance(
                new InstanceUids(
                        new Oid(dataSet.string(Tag.StudyInstanceUID, "")),
                        new Oid(dataSet.string(Tag.SeriesInstanceUID, "")),
                        new Oid(dataSet.string(Tag.SOPInstanceUID, ""))),
                new Oid(dataSet.string(Tag.SOPClassUID, "")),
                new Oid(UID.ExplicitVRLittleEndian),
                dataSet.string(Tag.Modality, ""),
                InstanceRole.CONTENT,
                FILE);
    }

    @Test
    void theContentTreeIsThatOfTheTemplates() {
        assertThat(ContentTree.of(build(image, DataSets.ct(CT, CT + ".2"), keyObject)))
                .containsExactly(
                        "CONTAINER 131560^DCM SEPARATE",
                        "> CONTAINS CONTAINER 111028^DCM SEPARATE",
                        "> > HAS ACQ CONTEXT CODE 121139^DCM = CT^DCM",
                        "> > HAS ACQ CONTEXT CODE 123014^DCM = 67734004^SCT",
                        "> > HAS ACQ CONTEXT NUM 131565^DCM = 2 {series}^UCUM",
                        "> > CONTAINS CONTAINER 126200^DCM SEPARATE",
                        "> > > HAS ACQ CONTEXT CODE 121139^DCM = CT^DCM",
                        "> > > HAS ACQ CONTEXT DATE 131561^DCM = 20260301",
                        "> > > HAS ACQ CONTEXT TIME 131562^DCM = 101501.250",
                        "> > > HAS ACQ CONTEXT TEXT 131563^DCM = Schädel nativ",
                        "> > > HAS ACQ CONTEXT TEXT 113607^DCM = 3",
                        "> > > HAS ACQ CONTEXT UIDREF 112002^DCM = " + CT,
                        "> > > HAS ACQ CONTEXT CODE 123014^DCM = 67734004^SCT",
                        "> > > HAS ACQ CONTEXT NUM 131564^DCM = 2 {instances}^UCUM",
                        "> > > CONTAINS IMAGE " + CT + ".1",
                        "> > > > HAS ACQ CONTEXT NUM 121140^DCM = 20 {frames}^UCUM",
                        "> > > > HAS ACQ CONTEXT TEXT 113609^DCM = 7",
                        "> > > CONTAINS IMAGE " + CT + ".2",
                        "> > CONTAINS CONTAINER 126200^DCM SEPARATE",
                        "> > > HAS ACQ CONTEXT CODE 121139^DCM = KO^DCM",
                        "> > > HAS ACQ CONTEXT UIDREF 112002^DCM = " + KO,
                        "> > > HAS ACQ CONTEXT NUM 131564^DCM = 1 {instances}^UCUM",
                        "> > > CONTAINS COMPOSITE " + KO + ".1",
                        "> > > > HAS ACQ CONTEXT CODE 121144^DCM = 113000^DCM",
                        "> > > > HAS ACQ CONTEXT TEXT 113012^DCM = the nodule",
                        "> CONTAINS IMAGE " + CT + ".1",
                        "> CONTAINS IMAGE " + CT + ".2",
                        "> CONTAINS COMPOSITE " + KO + ".1");
    }

    /** What IHE marks R+: present with a value, whatever the images left out. */
    @ParameterizedTest
    @CsvSource({
        "StudyDate, 20260301",
        "StudyTime, 101500",
        "AccessionNumber, A100",
        "IssuerOfAccessionNumberSequence/UniversalEntityID, 1.2.5",
        "IssuerOfAccessionNumberSequence/UniversalEntityIDType, ISO",
        "Manufacturer, XDSI",
        "InstitutionName, Spital Zürich",
        "TimezoneOffsetFromUTC, +0100",
        "PatientID, 4711",
        "IssuerOfPatientIDQualifiersSequence/UniversalEntityID, 1.2.4",
        "IssuerOfPatientIDQualifiersSequence/UniversalEntityIDType, ISO",
        "OtherPatientIDsSequence/PatientID, 4711",
        "OtherPatientIDsSequence/IssuerOfPatientIDQualifiersSequence/UniversalEntityID, 1.2.4",
        "OtherPatientIDsSequence/TypeOfPatientID, TEXT",
        "ReferencedRequestSequence/StudyInstanceUID, 1.2.826.0.1.3680043.9.1",
        "ReferencedRequestSequence/AccessionNumber, A100",
        "ReferencedRequestSequence/IssuerOfAccessionNumberSequence/UniversalEntityID, 1.2.5",
        "ReferencedRequestSequence/PlacerOrderNumberImagingServiceRequest, A100",
        "ReferencedRequestSequence/OrderPlacerIdentifierSequence/UniversalEntityID, 1.2.5",
        "CurrentRequestedProcedureEvidenceSequence/ReferencedSeriesSequence/RetrieveLocationUID, 1.2.9",
        "CurrentRequestedProcedureEvidenceSequence/ReferencedSeriesSequence/RetrieveURL, http://localhost/dicom-web",
        "SpecificCharacterSet, ISO_IR 192",
        "PatientName, Müller^Jürg",
        "SOPInstanceUID, 1.9.1",
        "SeriesInstanceUID, 1.9.2",
        "Modality, KO",
        "ContentDate, 20260701",
        "ContentTime, 110000.000",
        "ContentTemplateSequence/TemplateIdentifier, 2010"
    })
    void whatIsRequiredIsThere(String path, String expected) throws ReflectiveOperationException {
        assertThat(valueAt(build(image), path)).isEqualTo(expected);
    }

    private static String valueAt(Attributes dataSet, String path) throws ReflectiveOperationException {
        int slash = path.indexOf('/');
        String keyword = slash < 0 ? path : path.substring(0, slash);
        int tag = Tag.class.getField(keyword).getInt(null);
        return slash < 0
                ? dataSet.string(tag, "(absent)")
                : valueAt(dataSet.item(tag).orElseThrow(), path.substring(slash + 1));
    }

    @Test
    void theDomainsIdOfThePatientStandsBesidesTheDepartments() {
        Attributes known = image.copy()
                .setItems(
                        Tag.OtherPatientIDsSequence,
                        new Attributes().setString(Tag.PatientID, "K9").setString(Tag.IssuerOfPatientID, "1.2.7"),
                        new Attributes().setString(Tag.PatientID, "nobody's"));

        assertThat(build(known).items(Tag.OtherPatientIDsSequence))
                .extracting(other -> other.string(Tag.PatientID, ""))
                .containsExactly("4711", "P1", "K9");
    }

    @Test
    void aStudyWithoutPatientIdGoesByTheDomains() {
        Attributes mado = build(image.copy().setEmpty(Tag.PatientID));

        assertThat(mado.string(Tag.PatientID)).contains("P1");
        assertThat(mado.items(Tag.OtherPatientIDsSequence)).hasSize(1);
    }

    @Test
    void severalAccessionNumbersStandInTheRequestsAlone() {
        Attributes second = DataSets.ct(KO, KO + ".9")
                .setItems(
                        Tag.RequestAttributesSequence,
                        new Attributes()
                                .setString(Tag.AccessionNumber, "A200")
                                .setString(Tag.PlacerOrderNumberImagingServiceRequest, "O-1")
                                .setItems(
                                        Tag.OrderPlacerIdentifierSequence, PatientDomains.issuerItem(new Oid("1.8"))));
        Attributes mado = build(image, second);

        assertThat(mado.string(Tag.AccessionNumber, "")).isEmpty();
        assertThat(mado.contains(Tag.IssuerOfAccessionNumberSequence)).isFalse();
        assertThat(mado.items(Tag.ReferencedRequestSequence))
                .extracting(item -> item.string(Tag.AccessionNumber, "") + " "
                        + item.string(Tag.PlacerOrderNumberImagingServiceRequest, "") + " "
                        + item.item(Tag.OrderPlacerIdentifierSequence)
                                .orElseThrow()
                                .string(Tag.UniversalEntityID, ""))
                .containsExactly("A100 A100 1.2.5", "A200 O-1 1.8");
    }

    @Test
    void aStudyWithoutAccessionNumberIsGivenAlwaysTheSame() {
        Attributes without = image.copy().setEmpty(Tag.AccessionNumber);
        String number = build(without).string(Tag.AccessionNumber, "");

        assertThat(number).matches("G[0-9]{1,15}").isEqualTo(build(without).string(Tag.AccessionNumber, ""));
        assertThat(build(without)
                        .item(Tag.ReferencedRequestSequence)
                        .orElseThrow()
                        .string(Tag.AccessionNumber))
                .contains(number);
    }

    @Test
    void timesAreInTheZoneOfTheImages() {
        Attributes mado = build(image.copy().setString(Tag.TimezoneOffsetFromUTC, "-0330"));

        assertThat(mado.string(Tag.TimezoneOffsetFromUTC)).contains("-0330");
        assertThat(mado.string(Tag.ContentTime)).contains("063000.000");
    }

    @Test
    void seriesOfDifferentCharacterSetsStandInOneDocument() {
        Attributes russian = DataSets.ct(KO, KO + ".1")
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                .setString(Tag.SeriesDescription, "Грудная клетка");

        assertThat(ContentTree.of(build(image, russian)))
                .anyMatch(line -> line.endsWith("Schädel nativ"))
                .anyMatch(line -> line.endsWith("Грудная клетка"));
    }

    @Test
    void whatImagesDoNotSayIsSaidInGeneralTerms() {
        Attributes mute = image.copy().setEmpty(Tag.BodyPartExamined).setString(Tag.Modality, "not a modality!");

        assertThat(ContentTree.of(build(mute)))
                .contains(
                        "> > HAS ACQ CONTEXT CODE 121139^DCM = OT^DCM",
                        "> > HAS ACQ CONTEXT CODE 123014^DCM = 38266002^SCT");
    }
}
