package dev.xdsi.benchmarks;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.registry.submission.SymbolicIds;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.util.List;

/** One object of each kind as an imaging source submits it, as the model and as the text that a registry keeps. */
final class MadeUpObjects {
    private MadeUpObjects() {}

    static DocumentEntry documentEntry(EntryUuid entryUUID, PatientId patientId, String uniqueId) {
        return DocumentEntry.builder()
                .author(List.of(Author.ofInstitution("^Meier^Anna^^^Dr.", "Radiology North")))
                .classCode(Code.of("IMAGES", "1.3.6.1.4.1.19376.1.2.6.1", "Images"))
                .confidentialityCode(List.of(Code.of("N", "2.16.840.1.113883.5.25", "Normal")))
                .creationTime(new Dtm("20240102030405"))
                .entryUUID(entryUUID)
                .eventCodeList(List.of(
                        Code.of("CT", "1.2.840.10008.2.16.4", "Computed Tomography"),
                        Code.of("51185008", "2.16.840.1.113883.6.96", "Thorax")))
                .formatCode(Code.of(
                        "1.2.840.10008.5.1.4.1.1.88.59", "1.2.840.10008.2.6.1", "Key Object Selection Document"))
                .hash(new Hash("da39a3ee5e6b4b0d3255bfef95601890afd80700"))
                .healthcareFacilityTypeCode(Code.of("HOSP", "2.16.840.1.113883.5.11", "Hospital"))
                .languageCode("en")
                .mimeType("application/dicom")
                .patientId(patientId)
                .practiceSettingCode(Code.of("394914008", "2.16.840.1.113883.6.96", "Radiology"))
                .referenceIdList(List.of(ReferenceId.ofStudy(new Oid(uniqueId + ".1"))))
                .repositoryUniqueId(new Oid("1.2.826.0.1.3680043.10.999.3"))
                .serviceStartTime(new Dtm("202401020304"))
                .size(4711L)
                .sourcePatientId("D1^^^&1.2.3.4.5&ISO")
                .sourcePatientInfo(List.of("PID-5|Doe^Mary^^^", "PID-7|19700101", "PID-8|F"))
                .title(InternationalString.of("CT Chest"))
                .typeCode(Code.of("18748-4", "2.16.840.1.113883.6.1", "Diagnostic imaging study"))
                .uniqueId(uniqueId)
                .build();
    }

    static SubmissionSet submissionSet(EntryUuid entryUUID, PatientId patientId, String uniqueId) {
        return SubmissionSet.builder()
                .author(List.of(Author.ofInstitution("^Meier^Anna^^^Dr.", "Radiology North")))
                .contentTypeCode(Code.of("18748-4", "2.16.840.1.113883.6.1", "Diagnostic imaging study"))
                .entryUUID(entryUUID)
                .patientId(patientId)
                .sourceId(new Oid("1.2.826.0.1.3680043.10.999.4"))
                .submissionTime(new Dtm("20240102030406"))
                .uniqueId(new Oid(uniqueId))
                .build();
    }

    static Association association(AssociationType type, EntryUuid entryUUID, EntryUuid source, EntryUuid target) {
        Association.Builder association = Association.builder()
                .associationType(type)
                .entryUUID(entryUUID)
                .sourceObject(source)
                .targetObject(target);
        return (type == AssociationType.HAS_MEMBER
                        ? association.submissionSetStatus(SubmissionSetStatus.Original)
                        : association)
                .build();
    }

    /** As it is submitted. */
    static String submitted(RegistryObject object) {
        return RegistryObjectXml.write(DraftWriter.draft(object));
    }

    /** As it is kept: as it was submitted, with what the registry adds (ITI TF-2: 3.42.4.1.3.2). */
    static String kept(RegistryObject object) {
        RegistryObjectDraft draft = SymbolicIds.resolve(
                        new SubmissionDraft(List.of(DraftWriter.draft(object))), object::entryUUID)
                .objects()
                .getFirst();
        return RegistryObjectXml.write(draft.with(header -> header.withStatus(AvailabilityStatus.APPROVED.urn())
                .withLid(header.id())
                .withVersionName("1")));
    }
}
