package dev.xdsi.model.rules;

import static dev.xdsi.model.rules.Presence.ANY;
import static dev.xdsi.model.rules.Presence.MAYBE;
import static dev.xdsi.model.rules.Presence.NONE;
import static dev.xdsi.model.rules.Presence.ONE;
import static dev.xdsi.model.rules.Presence.SOME;
import static dev.xdsi.model.rules.Subject.Association;
import static dev.xdsi.model.rules.Subject.DocumentEntry;
import static dev.xdsi.model.rules.Subject.Folder;
import static dev.xdsi.model.rules.Subject.SubmissionSet;

import dev.xdsi.model.draft.RegistryObjectDraft.Header;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.model.rules.AttributeRule.Occurrence;
import dev.xdsi.model.rules.Carrier.InClassification;
import dev.xdsi.model.rules.Carrier.InHeader;
import dev.xdsi.model.rules.Carrier.InIdentifier;
import dev.xdsi.model.rules.Carrier.InLink;
import dev.xdsi.model.rules.Carrier.InName;
import dev.xdsi.model.rules.Carrier.InSlot;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The attributes of XDS metadata as ITI TF-3: Table 4.3.1-3 and Tables 4.2.3.2-1 to 4.2.3.4-1 list them. */
final class AttributeTable {
    static final List<AttributeRule> ROWS = List.of(
            coded(DocumentEntry, "author", ANY, Scheme.DE_AUTHOR, Form.TEXT),
            header(DocumentEntry, "availabilityStatus", MAYBE, Header::status, Form.STATUS),
            coded(DocumentEntry, "classCode", ONE, Scheme.DE_CLASS_CODE, Form.CODE),
            coded(DocumentEntry, "confidentialityCode", SOME, Scheme.DE_CONFIDENTIALITY_CODE, Form.CODE),
            made("creationTime", new Occurrence(ONE, ONE, NONE), SlotName.CREATION_TIME, Form.DTM),
            coded(DocumentEntry, "eventCodeList", ANY, Scheme.DE_EVENT_CODE_LIST, Form.CODE),
            coded(DocumentEntry, "formatCode", ONE, Scheme.DE_FORMAT_CODE, Form.CODE),
            made("hash", new Occurrence(MAYBE, ONE, NONE), SlotName.HASH, Form.HASH),
            coded(DocumentEntry, "healthcareFacilityTypeCode", ONE, Scheme.DE_HEALTHCARE_FACILITY_TYPE_CODE, Form.CODE),
            header(DocumentEntry, "homeCommunityId", MAYBE, Header::home, Form.HOME),
            slot(DocumentEntry, "languageCode", ONE, SlotName.LANGUAGE_CODE, Form.LANGUAGE),
            slot(DocumentEntry, "legalAuthenticator", MAYBE, SlotName.LEGAL_AUTHENTICATOR, Form.TEXT),
            header(DocumentEntry, "mimeType", ONE, Header::mimeType, Form.MIME_TYPE),
            header(DocumentEntry, "objectType", ONE, Header::objectType, Form.OBJECT_TYPE),
            identifier(DocumentEntry, "patientId", Identifier.DE_PATIENT_ID, Form.CX),
            coded(DocumentEntry, "practiceSettingCode", ONE, Scheme.DE_PRACTICE_SETTING_CODE, Form.CODE),
            slot(DocumentEntry, "referenceIdList", ANY, SlotName.REFERENCE_ID_LIST, Form.CXI),
            made("repositoryUniqueId", new Occurrence(MAYBE, ONE, ONE), SlotName.REPOSITORY_UNIQUE_ID, Form.OID),
            slot(DocumentEntry, "serviceStartTime", MAYBE, SlotName.SERVICE_START_TIME, Form.DTM),
            slot(DocumentEntry, "serviceStopTime", MAYBE, SlotName.SERVICE_STOP_TIME, Form.DTM),
            made("size", new Occurrence(MAYBE, ONE, NONE), SlotName.SIZE, Form.SIZE),
            slot(DocumentEntry, "sourcePatientId", ONE, SlotName.SOURCE_PATIENT_ID, Form.CX_LENIENT),
            slot(DocumentEntry, "sourcePatientInfo", ANY, SlotName.SOURCE_PATIENT_INFO, Form.SOURCE_PATIENT_INFO),
            coded(DocumentEntry, "typeCode", ONE, Scheme.DE_TYPE_CODE, Form.CODE),
            identifier(DocumentEntry, "uniqueId", Identifier.DE_UNIQUE_ID, Form.UNIQUE_ID),
            slot(DocumentEntry, "URI", ANY, SlotName.URI, Form.TEXT),
            coded(SubmissionSet, "author", ANY, Scheme.SS_AUTHOR, Form.TEXT),
            header(SubmissionSet, "availabilityStatus", MAYBE, Header::status, Form.STATUS),
            coded(SubmissionSet, "contentTypeCode", ONE, Scheme.SS_CONTENT_TYPE_CODE, Form.CODE),
            header(SubmissionSet, "homeCommunityId", MAYBE, Header::home, Form.HOME),
            slot(SubmissionSet, "intendedRecipient", ANY, SlotName.INTENDED_RECIPIENT, Form.TEXT),
            identifier(SubmissionSet, "patientId", Identifier.SS_PATIENT_ID, Form.CX),
            identifier(SubmissionSet, "sourceId", Identifier.SS_SOURCE_ID, Form.OID),
            slot(SubmissionSet, "submissionTime", ONE, SlotName.SUBMISSION_TIME, Form.DTM),
            identifier(SubmissionSet, "uniqueId", Identifier.SS_UNIQUE_ID, Form.OID),
            header(Folder, "availabilityStatus", MAYBE, Header::status, Form.STATUS),
            coded(Folder, "codeList", SOME, Scheme.FOLDER_CODE_LIST, Form.CODE),
            header(Folder, "homeCommunityId", MAYBE, Header::home, Form.HOME),
            slot(Folder, "lastUpdateTime", MAYBE, SlotName.LAST_UPDATE_TIME, Form.DTM_SECONDS),
            identifier(Folder, "patientId", Identifier.FOLDER_PATIENT_ID, Form.CX),
            new AttributeRule(Folder, "title", Occurrence.everywhere(ONE), new InName(), Form.TEXT),
            identifier(Folder, "uniqueId", Identifier.FOLDER_UNIQUE_ID, Form.OID),
            link("associationType", Link::associationType, Form.ASSOCIATION_TYPE),
            link("sourceObject", Link::sourceObject, Form.CODE),
            link("targetObject", Link::targetObject, Form.CODE),
            coded(Association, "documentation", MAYBE, Scheme.ASSOCIATION_DOCUMENTATION, Form.CODE),
            slot(
                    Association,
                    "submissionSetStatus",
                    MAYBE,
                    SlotName.SUBMISSION_SET_STATUS,
                    Form.SUBMISSION_SET_STATUS));

    private AttributeTable() {}

    /** The attributes whose values come from a vocabulary of the affinity domain. */
    static Stream<AttributeRule> coded() {
        return ROWS.stream().filter(row -> row.carrier() instanceof InClassification && row.form() == Form.CODE);
    }

    private static AttributeRule slot(
            Subject subject, String attribute, Presence presence, String slotName, Form form) {
        return new AttributeRule(subject, attribute, Occurrence.everywhere(presence), new InSlot(slotName), form);
    }

    /** What is known once there is a document: a source may leave it to the repository, no registry takes one without. */
    private static AttributeRule made(String attribute, Occurrence occurrence, String slotName, Form form) {
        return new AttributeRule(DocumentEntry, attribute, occurrence, new InSlot(slotName), form);
    }

    private static AttributeRule coded(Subject subject, String attribute, Presence presence, String scheme, Form form) {
        return new AttributeRule(
                subject, attribute, Occurrence.everywhere(presence), new InClassification(scheme), form);
    }

    private static AttributeRule identifier(Subject subject, String attribute, String scheme, Form form) {
        return new AttributeRule(subject, attribute, Occurrence.everywhere(ONE), new InIdentifier(scheme), form);
    }

    private static AttributeRule header(
            Subject subject, String attribute, Presence presence, Function<Header, @Nullable String> in, Form form) {
        return new AttributeRule(subject, attribute, Occurrence.everywhere(presence), new InHeader(in), form);
    }

    private static AttributeRule link(String attribute, Function<Link, @Nullable String> in, Form form) {
        return new AttributeRule(Association, attribute, Occurrence.everywhere(ONE), new InLink(in), form);
    }
}
