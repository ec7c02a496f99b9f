package dev.xdsi.model.draft;

import dev.xdsi.model.Association;
import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Folder;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;

/** Spells a model in ebRIM, so that {@link DraftReader} reads back the same (ITI TF-3: 4.2.3, 4.3.1). */
public final class DraftWriter {
    private DraftWriter() {}

    public static RegistryObjectDraft draft(RegistryObject object) {
        return switch (object) {
            case DocumentEntry entry -> documentEntry(entry);
            case SubmissionSet submissionSet -> submissionSet(submissionSet);
            case Folder folder -> folder(folder);
            case Association association -> association(association);
        };
    }

    private static RegistryObjectDraft documentEntry(DocumentEntry entry) {
        DraftBuilder draft = new DraftBuilder(Kind.ExtrinsicObject, entry)
                .versioned(entry.logicalID(), entry.homeCommunityId(), entry.version())
                .document(entry.objectType(), entry.mimeType())
                .texts(entry.title(), entry.comments())
                .slot(SlotName.CREATION_TIME, entry.creationTime())
                .slot(SlotName.HASH, entry.hash())
                .slot(SlotName.LANGUAGE_CODE, entry.languageCode())
                .slot(SlotName.LEGAL_AUTHENTICATOR, entry.legalAuthenticator())
                .slot(SlotName.REPOSITORY_UNIQUE_ID, entry.repositoryUniqueId())
                .slot(SlotName.SERVICE_START_TIME, entry.serviceStartTime())
                .slot(SlotName.SERVICE_STOP_TIME, entry.serviceStopTime())
                .slot(SlotName.SIZE, entry.size())
                .slot(SlotName.SOURCE_PATIENT_ID, entry.sourcePatientId())
                .slots(SlotName.SOURCE_PATIENT_INFO, entry.sourcePatientInfo())
                .uri(entry.URI())
                .slot(SlotName.DOCUMENT_AVAILABILITY, entry.documentAvailability())
                .slots(
                        SlotName.REFERENCE_ID_LIST,
                        entry.referenceIdList().stream().map(ReferenceId::cxi).toList())
                .extra(entry.extraMetadata());
        for (Author author : entry.author()) {
            draft.author(Scheme.DE_AUTHOR, author);
        }
        return codes(draft, entry)
                .identifier(Identifier.DE_PATIENT_ID, "XDSDocumentEntry.patientId", entry.patientId())
                .identifier(Identifier.DE_UNIQUE_ID, "XDSDocumentEntry.uniqueId", entry.uniqueId())
                .build();
    }

    private static DraftBuilder codes(DraftBuilder draft, DocumentEntry entry) {
        draft.code(Scheme.DE_CLASS_CODE, entry.classCode());
        for (Code code : entry.confidentialityCode()) {
            draft.code(Scheme.DE_CONFIDENTIALITY_CODE, code);
        }
        for (Code code : entry.eventCodeList()) {
            draft.code(Scheme.DE_EVENT_CODE_LIST, code);
        }
        return draft.code(Scheme.DE_FORMAT_CODE, entry.formatCode())
                .code(Scheme.DE_HEALTHCARE_FACILITY_TYPE_CODE, entry.healthcareFacilityTypeCode())
                .code(Scheme.DE_PRACTICE_SETTING_CODE, entry.practiceSettingCode())
                .code(Scheme.DE_TYPE_CODE, entry.typeCode());
    }

    private static RegistryObjectDraft submissionSet(SubmissionSet set) {
        DraftBuilder draft = new DraftBuilder(Kind.RegistryPackage, set)
                .versioned(set.logicalID(), set.homeCommunityId(), set.version())
                .objectType(Vocabulary.REGISTRY_PACKAGE_TYPE)
                .texts(set.title(), set.comments())
                .slot(SlotName.SUBMISSION_TIME, set.submissionTime())
                .slots(SlotName.INTENDED_RECIPIENT, set.intendedRecipient())
                .extra(set.extraMetadata())
                .node(Vocabulary.SUBMISSION_SET_NODE);
        for (Author author : set.author()) {
            draft.author(Scheme.SS_AUTHOR, author);
        }
        return draft.code(Scheme.SS_CONTENT_TYPE_CODE, set.contentTypeCode())
                .identifier(Identifier.SS_PATIENT_ID, "XDSSubmissionSet.patientId", set.patientId())
                .identifier(Identifier.SS_UNIQUE_ID, "XDSSubmissionSet.uniqueId", set.uniqueId())
                .identifier(Identifier.SS_SOURCE_ID, "XDSSubmissionSet.sourceId", set.sourceId())
                .build();
    }

    private static RegistryObjectDraft folder(Folder folder) {
        DraftBuilder draft = new DraftBuilder(Kind.RegistryPackage, folder)
                .versioned(folder.logicalID(), folder.homeCommunityId(), folder.version())
                .objectType(Vocabulary.REGISTRY_PACKAGE_TYPE)
                .texts(folder.title(), folder.comments())
                .slot(SlotName.LAST_UPDATE_TIME, folder.lastUpdateTime())
                .extra(folder.extraMetadata())
                .node(Vocabulary.FOLDER_NODE);
        for (Code code : folder.codeList()) {
            draft.code(Scheme.FOLDER_CODE_LIST, code);
        }
        return draft.identifier(Identifier.FOLDER_PATIENT_ID, "XDSFolder.patientId", folder.patientId())
                .identifier(Identifier.FOLDER_UNIQUE_ID, "XDSFolder.uniqueId", folder.uniqueId())
                .build();
    }

    private static RegistryObjectDraft association(Association association) {
        DraftBuilder draft = new DraftBuilder(Kind.Association, association)
                .versioned(association.logicalID(), association.homeCommunityId(), association.version())
                .objectType(Vocabulary.ASSOCIATION_TYPE)
                .slot(SlotName.SUBMISSION_SET_STATUS, association.submissionSetStatus())
                .extra(association.extraMetadata())
                .link(new Link(
                        association.associationType().urn(),
                        association.sourceObject().value(),
                        association.targetObject().value()));
        Code documentation = association.documentation();
        if (documentation != null) {
            draft.code(Scheme.ASSOCIATION_DOCUMENTATION, documentation);
        }
        return draft.build();
    }
}
