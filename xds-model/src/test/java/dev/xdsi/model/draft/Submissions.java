package dev.xdsi.model.draft;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.Hash;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Valid submissions of a made-up patient, for tests to use as they are or to spoil. */
public final class Submissions {
    public static final PatientId MARY = new PatientId("MARY-1", new Oid("1.3.6.1.4.1.21367.2005.13.20.1000"));
    public static final PatientId JOHN = new PatientId("JOHN-2", new Oid("1.3.6.1.4.1.21367.2005.13.20.1000"));
    public static final Oid REPOSITORY = new Oid("1.3.6.1.4.1.21367.13.80.110");

    private Submissions() {}

    /** Always the same UUID for the same name, so that tests can name objects. */
    public static EntryUuid uuid(String name) {
        return EntryUuid.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    public static DocumentEntry manifest(String name) {
        return DocumentEntry.builder()
                .author(List.of(Author.ofInstitution(null, "Radiology North")))
                .classCode(Code.of("IMAGES", "1.3.6.1.4.1.19376.1.2.6.1", "Images"))
                .confidentialityCode(List.of(Code.of("N", "2.16.840.1.113883.5.25", "Normal")))
                .creationTime(new Dtm("20240102030405"))
                .entryUUID(uuid(name))
                .eventCodeList(List.of(Code.of("CT", "1.2.840.10008.2.16.4", "Computed Tomography")))
                .formatCode(Code.of(
                        "1.2.840.10008.5.1.4.1.1.88.59", "1.2.840.10008.2.6.1", "Key Object Selection Document"))
                .hash(Hash.OF_NOTHING)
                .healthcareFacilityTypeCode(Code.of("HOSP", "2.16.840.1.113883.5.11", "Hospital"))
                .languageCode("en")
                .mimeType("application/dicom")
                .patientId(MARY)
                .practiceSettingCode(Code.of("394914008", "2.16.840.1.113883.6.96", "Radiology"))
                .referenceIdList(List.of(ReferenceId.ofStudy(new Oid("1.2.3.4." + number(name)))))
                .repositoryUniqueId(REPOSITORY)
                .serviceStartTime(new Dtm("202401020304"))
                .size(0L)
                .sourcePatientId("D1^^^&1.2.3.4.5&ISO")
                .sourcePatientInfo(List.of("PID-5|Doe^Mary^^^", "PID-7|19700101", "PID-8|F"))
                .title(InternationalString.of("CT Chest"))
                .typeCode(Code.of("18748-4", "2.16.840.1.113883.6.1", "Diagnostic imaging study"))
                .uniqueId("1.2.9." + number(name))
                .build();
    }

    public static SubmissionSet submissionSet(String name) {
        return SubmissionSet.builder()
                .contentTypeCode(Code.of("18748-4", "2.16.840.1.113883.6.1", "Diagnostic imaging study"))
                .entryUUID(uuid(name))
                .patientId(MARY)
                .sourceId(new Oid("1.2.3.4.5.6"))
                .submissionTime(new Dtm("20240102030406"))
                .uniqueId(new Oid("1.2.10." + number(name)))
                .build();
    }

    public static Folder folder(String name) {
        return Folder.builder()
                .codeList(List.of(Code.of("RAD", "1.2.3.99", "Radiology")))
                .entryUUID(uuid(name))
                .patientId(MARY)
                .title(InternationalString.of("Follow-up"))
                .uniqueId(new Oid("1.2.11." + number(name)))
                .build();
    }

    public static Association member(String name, EntryUuid submissionSet, EntryUuid member) {
        return Association.builder()
                .associationType(AssociationType.HAS_MEMBER)
                .entryUUID(uuid(name))
                .sourceObject(submissionSet)
                .submissionSetStatus(SubmissionSetStatus.Original)
                .targetObject(member)
                .build();
    }

    public static Association relation(AssociationType type, EntryUuid source, EntryUuid target) {
        return Association.builder()
                .associationType(type)
                .entryUUID(uuid(type + source.value() + target.value()))
                .sourceObject(source)
                .targetObject(target)
                .build();
    }

    /** One SubmissionSet with one manifest, named {@code name}, {@code name-set} and {@code name-member}. */
    public static SubmissionDraft ofOneManifest(String name) {
        return of(
                submissionSet(name + "-set"),
                manifest(name),
                member(name + "-member", uuid(name + "-set"), uuid(name)));
    }

    public static SubmissionDraft of(RegistryObject... objects) {
        return new SubmissionDraft(Stream.of(objects).map(DraftWriter::draft).toList());
    }

    private static long number(String name) {
        return uuid(name).uuid().getLeastSignificantBits() >>> 1;
    }
}
