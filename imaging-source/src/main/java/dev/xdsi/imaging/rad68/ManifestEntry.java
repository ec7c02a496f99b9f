package dev.xdsi.imaging.rad68;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.manifest.AcquisitionModality;
import dev.xdsi.imaging.manifest.AnatomicRegion;
import dev.xdsi.imaging.manifest.CodedConcept;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.ManifestDocument;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.manifest.RequestedOrder;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.Hash;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.ReferenceId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes a manifest as a DocumentEntry (RAD TF-3: 4.68.4.1.2.3): from its images where they say it, else as the domain prescribes. */
final class ManifestEntry {
    /** SOP Class UID, in the coding scheme of DICOM UIDs and not in that of DICOM codes. */
    static final Code FORMAT_CODE =
            Code.of("1.2.840.10008.5.1.4.1.1.88.59", "1.2.840.10008.2.6.1", "Key Object Selection Document");

    private static final String MIME_TYPE = "application/dicom";
    static final int LONGEST_TITLE = 128;
    private static final int LONGEST_SLOT_VALUE = 256;
    private static final Set<String> SEXES = Set.of("M", "F", "O");
    private static final Map<String, String> SCHEME_OIDS = Map.of(
            "DCM", "1.2.840.10008.2.16.4",
            "LN", "2.16.840.1.113883.6.1",
            "SCT", "2.16.840.1.113883.6.96",
            "RADLEX", "2.16.840.1.113883.6.256");

    private final AffinityDomainCodes codes;
    private final PatientDomains domains;
    private final ZoneId zone;

    ManifestEntry(AffinityDomainCodes codes, PatientDomains domains, ZoneId zone) {
        this.codes = codes;
        this.domains = domains;
        this.zone = zone;
    }

    DocumentEntry describe(Manifest manifest, ManifestDocument document, StudyHeader header, Author author) {
        return about(manifest.study(), manifest.patientId(), manifest.confidentialityCode(), header)
                .entryUUID(document.entryUUID())
                .uniqueId(document.uniqueId().value())
                .mimeType(MIME_TYPE)
                .hash(sha1(document.file().bytes()))
                .size(document.file().length())
                .formatCode(FORMAT_CODE)
                .classCode(codes.classCode())
                .author(List.of(author))
                .comments(kind(document))
                .creationTime(Dtm.of(manifest.createdAt()))
                .build();
    }

    /** What every document about a study says of it, of its patient and of its secrecy. */
    DocumentEntry.Builder about(Oid uid, PatientId patientId, List<Code> confidentialityCode, StudyHeader header) {
        Attributes study = header.study();
        PatientId sourcePatientId = domains.sourcePatientId(study).orElse(patientId);
        return DocumentEntry.builder()
                .typeCode(typeCode(study))
                .practiceSettingCode(codes.practiceSettingCode())
                .healthcareFacilityTypeCode(codes.healthcareFacilityTypeCode())
                .confidentialityCode(confidentialityCode.isEmpty() ? codes.confidentialityCode() : confidentialityCode)
                .languageCode(codes.languageCode())
                .eventCodeList(eventCodes(header))
                .title(title(study))
                .serviceStartTime(serviceStartTime(header))
                .patientId(patientId)
                .sourcePatientId(sourcePatientId.cx())
                .sourcePatientInfo(sourcePatientInfo(study, sourcePatientId))
                .referenceIdList(referenceIds(uid, header));
    }

    private Code typeCode(Attributes study) {
        if (!codes.procedureAsTypeCode()) {
            return codes.typeCode();
        }
        return CodedConcept.first(study, Tag.ProcedureCodeSequence)
                .filter(procedure -> SCHEME_OIDS.containsKey(procedure.scheme()))
                .map(procedure -> Code.of(
                        procedure.value(), SCHEME_OIDS.getOrDefault(procedure.scheme(), ""), procedure.meaning()))
                .orElse(codes.typeCode());
    }

    /** One of each: the modalities that acquired something, then the regions they looked at. */
    private static List<Code> eventCodes(StudyHeader header) {
        Set<Code> events = new LinkedHashSet<>();
        header.distinct(Tag.Modality)
                .forEach(modality -> AcquisitionModality.code(modality).ifPresent(events::add));
        header.regions().stream().map(AnatomicRegion::code).forEach(events::add);
        return List.copyOf(events);
    }

    /** The formatCode of all kinds is the same: the title code of the document is how people tell one from another. */
    private static InternationalString kind(ManifestDocument document) {
        CodedConcept title = document.kind().title();
        return InternationalString.of(title.meaning() + " (" + title.value() + ", " + title.scheme() + ")");
    }

    private static Hash sha1(byte[] file) {
        try {
            return Hash.of(MessageDigest.getInstance("SHA-1").digest(file));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static @Nullable InternationalString title(Attributes study) {
        String description = study.string(Tag.StudyDescription, "").strip();
        return description.isEmpty() ? null : InternationalString.of(shortened(description, LONGEST_TITLE));
    }

    private @Nullable Dtm serviceStartTime(StudyHeader header) {
        Attributes study = header.study();
        ZoneId meant = header.offsetFromUtc().<ZoneId>map(offset -> offset).orElse(zone);
        return StudyTime.utc(study.string(Tag.StudyDate, ""), study.string(Tag.StudyTime, ""), meant)
                .orElse(null);
    }

    /** PID-3, PID-5, PID-7 and PID-8 (ITI TF-3: 4.2.3.2.23). */
    private static List<String> sourcePatientInfo(Attributes study, PatientId sourcePatientId) {
        List<String> info = new ArrayList<>();
        info.add("PID-3|" + sourcePatientId.cx());
        study.personName(Tag.PatientName)
                .map(Hl7Text::xpn)
                .orElse(List.of())
                .forEach(name -> info.add(shortened("PID-5|" + name, LONGEST_SLOT_VALUE)));
        study.string(Tag.PatientBirthDate)
                .map(String::strip)
                .filter(date -> date.length() == 8 && Dtm.isValid(date))
                .ifPresent(date -> info.add("PID-7|" + date));
        study.string(Tag.PatientSex)
                .map(String::strip)
                .filter(SEXES::contains)
                .ifPresent(sex -> info.add("PID-8|" + sex));
        return info;
    }

    /** Every accession number and every placer's order number, each once, and the study (ITI TF-3: 4.2.3.2.28). */
    private List<ReferenceId> referenceIds(Oid studyInstanceUID, StudyHeader header) {
        Set<ReferenceId> ids = new LinkedHashSet<>();
        List<RequestedOrder> orders = RequestedOrder.of(header, domains);
        orders.forEach(order -> ids.add(ReferenceId.ofAccession(
                Hl7Text.escape(order.accessionNumber().number()),
                order.accessionNumber().issuer())));
        orders.stream()
                .map(RequestedOrder::placerOrderNumber)
                .filter(Objects::nonNull)
                .forEach(placed -> ids.add(ReferenceId.ofOrder(Hl7Text.escape(placed.number()), placed.issuer())));
        ids.add(ReferenceId.ofStudy(studyInstanceUID));
        return List.copyOf(ids);
    }

    static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }
}
