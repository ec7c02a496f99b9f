package dev.xdsi.imaging.rad68;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.ManifestDocument;
import dev.xdsi.imaging.manifest.ManifestDocument.KosFile;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.model.Code;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The DocumentEntry of a manifest, attribute by attribute (RAD TF-3: 4.68.4.1.2.3), as it goes onto the wire. */
class ManifestEntryTest {
    private static final PatientDomains DOMAINS =
            new PatientDomains(new Oid("1.2.3"), new Oid("1.2.4"), new Oid("1.2.5"));

    private static Attributes image() {
        return DataSets.ct(DataSets.STUDY + ".1", DataSets.STUDY + ".1.1")
                .setString(Tag.SpecificCharacterSet, "ISO_IR 192");
    }

    private static RegistryObjectDraft entry(List<Code> confidentiality, Attributes... series) {
        return entry(AffinityDomainCodes.common(), confidentiality, series);
    }

    private static RegistryObjectDraft entry(
            AffinityDomainCodes prescribed, List<Code> confidentiality, Attributes... series) {
        ManifestDocument document = new ManifestDocument(
                ManifestKind.KOS,
                new Oid("1.9.1"),
                EntryUuid.of(new UUID(1, 2)),
                List.of(),
                new KosFile("kos".getBytes(StandardCharsets.US_ASCII)));
        Manifest manifest = new Manifest(
                new Oid(DataSets.STUDY),
                new Oid("1.9.2"),
                PatientId.parse("P1^^^&1.2.3&ISO").orElseThrow(),
                confidentiality,
                1,
                Instant.parse("2026-07-01T10:00:00.9Z"),
                "",
                List.of(document));
        ManifestSubmission submission = new ManifestSubmission(
                new ManifestSubmission.Submitter(new Oid("1.9.3"), "Central Hospital"),
                prescribed,
                DOMAINS,
                ZoneId.of("Europe/Zurich"));
        ProvideAndRegisterDocumentSetRequest request = submission.request(manifest, new StudyHeader(List.of(series)));
        return request.submission().documentEntries().findFirst().orElseThrow();
    }

    @Test
    void theProcedureIsTheTypeCodeWhereTheDomainWantsThat() {
        AffinityDomainCodes common = AffinityDomainCodes.common();
        AffinityDomainCodes byProcedure = new AffinityDomainCodes(
                common.classCode(),
                common.typeCode(),
                true,
                common.practiceSettingCode(),
                common.healthcareFacilityTypeCode(),
                common.confidentialityCode(),
                common.contentTypeCode(),
                "en");
        Attributes procedure =
                new Attributes().setString(Tag.CodeValue, "24627-2").setString(Tag.CodeMeaning, "CT Chest");

        assertThat(codes(entry(byProcedure, List.of(), coded(procedure, "LN")), Scheme.DE_TYPE_CODE))
                .singleElement()
                .asString()
                .startsWith("24627-2^");
        assertThat(codes(entry(byProcedure, List.of(), coded(procedure, "99LOCAL")), Scheme.DE_TYPE_CODE))
                .as("a scheme without an OID")
                .singleElement()
                .asString()
                .startsWith("18748-4^");
        assertThat(codes(entry(List.of(), coded(procedure, "LN")), Scheme.DE_TYPE_CODE))
                .singleElement()
                .asString()
                .startsWith("18748-4^");
    }

    private static Attributes coded(Attributes procedure, String scheme) {
        return image().setItems(
                        Tag.ProcedureCodeSequence, procedure.copy().setString(Tag.CodingSchemeDesignator, scheme));
    }

    /** Attribute as the wire has it, what the images say differently from an ordinary CT, and the values, with ! for |. */
    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "mimeType | | application/dicom",
                "uniqueId | | 1.9.1",
                "patientId | | P1^^^&1.2.3&ISO",
                "size | | 3",
                "hash | | 5c322d4b606d774bdfbd7f31fdec6015634410c6",
                "creationTime | | 20260701100000",
                "languageCode | | en-US",
                "title | | CT Thorax",
                "title | StudyDescription= | (none)",
                "comments | | Manifest (113030, DCM)",
                "formatCode | | 1.2.840.10008.5.1.4.1.1.88.59^1.2.840.10008.2.6.1",
                "classCode | | IMAGES^1.3.6.1.4.1.19376.1.2.6.1",
                "typeCode | | 18748-4^2.16.840.1.113883.6.1",
                "practiceSettingCode | | 394914008^2.16.840.1.113883.6.96",
                "healthcareFacilityTypeCode | | 22232009^2.16.840.1.113883.6.96",
                "confidentialityCode | | N^2.16.840.1.113883.5.25",
                "eventCodeList | | CT^1.2.840.10008.2.16.4, 67734004^2.16.840.1.113883.6.96",
                "eventCodeList | Modality=SR | 67734004^2.16.840.1.113883.6.96",
                "eventCodeList | BodyPartExamined= | CT^1.2.840.10008.2.16.4",
                "eventCodeList | Modality=KO;BodyPartExamined=TEAPOT | (none)",
                "serviceStartTime | | 20260301091500",
                "serviceStartTime | TimezoneOffsetFromUTC=-0500 | 20260301151500",
                "serviceStartTime | TimezoneOffsetFromUTC=+9999 | 20260301091500",
                "serviceStartTime | StudyDate=20260701 | 20260701081500",
                "serviceStartTime | StudyTime= | 20260301",
                "serviceStartTime | StudyDate= | (none)",
                "referenceIdList | | A100^^^&1.2.5&ISO^urn:ihe:iti:xds:2013:accession, 1.2.826.0.1.3680043.9.1^^^^urn:ihe:iti:xds:2016:studyInstanceUID",
                "referenceIdList | AccessionNumber= | 1.2.826.0.1.3680043.9.1^^^^urn:ihe:iti:xds:2016:studyInstanceUID",
                "referenceIdList | AccessionNumber=A^1 | A\\S\\1^^^&1.2.5&ISO^urn:ihe:iti:xds:2013:accession, 1.2.826.0.1.3680043.9.1^^^^urn:ihe:iti:xds:2016:studyInstanceUID",
                "sourcePatientId | | 4711^^^&1.2.4&ISO",
                "sourcePatientId | IssuerOfPatientID=1.2.7 | 4711^^^&1.2.7&ISO",
                "sourcePatientId | PatientID= | P1^^^&1.2.3&ISO",
                "sourcePatientInfo | | PID-3!4711^^^&1.2.4&ISO, PID-5!Müller^Jürg, PID-7!19700102, PID-8!M",
                "sourcePatientInfo | PatientSex=X;PatientBirthDate=1970;PatientName= | PID-3!4711^^^&1.2.4&ISO",
                "sourcePatientInfo | PatientName=Yamada^Tarou=山田^太郎 | PID-3!4711^^^&1.2.4&ISO, PID-5!Yamada^Tarou, PID-5!山田^太郎^^^^^^I, PID-7!19700102, PID-8!M",
                "authorInstitution | | Spital Zürich",
                "authorInstitution | InstitutionName= | Central Hospital",
                "authorPerson | | (none)",
                "authorPerson | PerformingPhysicianName=Byron^Ada^^Dr | ^Byron^Ada^^^Dr",
            })
    void attributes(String attribute, String said, String expected) throws ReflectiveOperationException {
        Attributes image = image();
        if (said != null) {
            for (String one : said.split(";", -1)) {
                String[] change = one.split("=", 2);
                int tag = Tag.class.getField(change[0]).getInt(null);
                if (change[1].isEmpty()) {
                    image.setEmpty(tag);
                } else {
                    image.setString(tag, change[1]);
                }
            }
        }

        assertThat(value(entry(List.of(), image), attribute)).isEqualTo(expected);
    }

    private static String value(RegistryObjectDraft entry, String attribute) {
        List<String> values = switch (attribute) {
            case "mimeType" -> List.of(String.valueOf(entry.header().mimeType()));
            case "uniqueId" ->
                entry.externalIdentifier(Identifier.DE_UNIQUE_ID).stream().toList();
            case "patientId" ->
                entry.externalIdentifier(Identifier.DE_PATIENT_ID).stream().toList();
            case "title" ->
                entry.name() == null ? List.of() : List.of(entry.name().text());
            case "comments" ->
                entry.description() == null
                        ? List.of()
                        : List.of(entry.description().text());
            case "formatCode" -> codes(entry, Scheme.DE_FORMAT_CODE);
            case "classCode" -> codes(entry, Scheme.DE_CLASS_CODE);
            case "typeCode" -> codes(entry, Scheme.DE_TYPE_CODE);
            case "practiceSettingCode" -> codes(entry, Scheme.DE_PRACTICE_SETTING_CODE);
            case "healthcareFacilityTypeCode" -> codes(entry, Scheme.DE_HEALTHCARE_FACILITY_TYPE_CODE);
            case "confidentialityCode" -> codes(entry, Scheme.DE_CONFIDENTIALITY_CODE);
            case "eventCodeList" -> codes(entry, Scheme.DE_EVENT_CODE_LIST);
            case "authorInstitution", "authorPerson" ->
                entry.classifications(Scheme.DE_AUTHOR).stream()
                        .flatMap(author -> author.slots().stream())
                        .filter(slot -> slot.name().equals(attribute))
                        .flatMap(slot -> slot.values().stream())
                        .toList();
            case "referenceIdList" -> entry.slotValues("urn:ihe:iti:xds:2013:referenceIdList");
            default -> entry.slotValues(attribute);
        };
        return values.isEmpty() ? "(none)" : String.join(", ", values).replace('|', '!');
    }

    private static List<String> codes(RegistryObjectDraft entry, String scheme) {
        List<String> codes = new ArrayList<>();
        for (ClassificationDraft code : entry.classifications(scheme)) {
            codes.add(code.nodeRepresentation() + "^"
                    + code.slots().stream()
                            .flatMap(slot -> slot.values().stream())
                            .collect(Collectors.joining()));
        }
        return codes;
    }

    @Test
    void eachSeriesAddsWhatItsRequestsSay() {
        Attributes second = image().setString(Tag.Modality, "PT")
                .setEmpty(Tag.BodyPartExamined)
                .setItems(Tag.AnatomicRegionSequence, new Attributes().setString(Tag.CodeValue, "80891009"))
                .setItems(
                        Tag.RequestAttributesSequence,
                        new Attributes()
                                .setString(Tag.AccessionNumber, "A200")
                                .setString(Tag.PlacerOrderNumberImagingServiceRequest, "O9")
                                .setItems(
                                        Tag.IssuerOfAccessionNumberSequence,
                                        new Attributes()
                                                .setString(Tag.UniversalEntityID, "1.2.8")
                                                .setString(Tag.UniversalEntityIDType, "ISO")));
        RegistryObjectDraft entry = entry(List.of(), image(), second);

        assertThat(value(entry, "eventCodeList"))
                .isEqualTo("CT^1.2.840.10008.2.16.4, PT^1.2.840.10008.2.16.4, 67734004^2.16.840.1.113883.6.96,"
                        + " 80891009^2.16.840.1.113883.6.96");
        assertThat(value(entry, "referenceIdList"))
                .isEqualTo("A100^^^&1.2.5&ISO^urn:ihe:iti:xds:2013:accession,"
                        + " A200^^^&1.2.8&ISO^urn:ihe:iti:xds:2013:accession, O9^^^&1.2.5&ISO^urn:ihe:iti:xds:2013:order,"
                        + " 1.2.826.0.1.3680043.9.1^^^^urn:ihe:iti:xds:2016:studyInstanceUID");
    }

    @Test
    void theConfidentialityOfAManifestTakesThePlaceOfTheDomains() {
        assertThat(value(entry(List.of(Code.of("R", "1.7", "Restricted")), image()), "confidentialityCode"))
                .isEqualTo("R^1.7");
    }
}
