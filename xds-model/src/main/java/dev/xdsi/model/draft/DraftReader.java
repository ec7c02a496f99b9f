package dev.xdsi.model.draft;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.Slot;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a draft that has passed the metadata rules, with all symbolic ids resolved, into a model.
 * What the rules should have refused ends in an {@link IllegalArgumentException}.
 */
public final class DraftReader {
    private static final Set<String> KNOWN_URN_SLOTS = Set.of(SlotName.REFERENCE_ID_LIST);

    private DraftReader() {}

    public static RegistryObject registryObject(RegistryObjectDraft draft) {
        return switch (draft.kind()) {
            case ExtrinsicObject -> documentEntry(draft);
            case Association -> association(draft);
            case RegistryPackage -> draft.hasNode(Vocabulary.FOLDER_NODE) ? folder(draft) : submissionSet(draft);
        };
    }

    public static DocumentEntry documentEntry(RegistryObjectDraft draft) {
        RegistryObjectDraft.Header header = draft.header();
        return DocumentEntry.builder()
                .author(authors(draft, Scheme.DE_AUTHOR))
                .availabilityStatus(availabilityStatus(draft))
                .classCode(code(draft, Scheme.DE_CLASS_CODE))
                .comments(draft.description())
                .confidentialityCode(codes(draft, Scheme.DE_CONFIDENTIALITY_CODE))
                .creationTime(slot(draft, SlotName.CREATION_TIME, Dtm::new))
                .entryUUID(new EntryUuid(draft.id()))
                .eventCodeList(codes(draft, Scheme.DE_EVENT_CODE_LIST))
                .formatCode(code(draft, Scheme.DE_FORMAT_CODE))
                .hash(slot(draft, SlotName.HASH, Hash::new))
                .healthcareFacilityTypeCode(code(draft, Scheme.DE_HEALTHCARE_FACILITY_TYPE_CODE))
                .homeCommunityId(header.home())
                .languageCode(required(draft.slotValue(SlotName.LANGUAGE_CODE), SlotName.LANGUAGE_CODE))
                .legalAuthenticator(slot(draft, SlotName.LEGAL_AUTHENTICATOR, Function.identity()))
                .logicalID(logicalId(draft))
                .mimeType(required(Optional.ofNullable(header.mimeType()), "mimeType"))
                .objectType(required(
                        Optional.ofNullable(header.objectType()).flatMap(DocumentEntryType::ofUrn), "objectType"))
                .patientId(patientId(draft, Identifier.DE_PATIENT_ID))
                .practiceSettingCode(code(draft, Scheme.DE_PRACTICE_SETTING_CODE))
                .referenceIdList(draft.slotValues(SlotName.REFERENCE_ID_LIST).stream()
                        .map(value -> required(ReferenceId.parse(value), "referenceIdList"))
                        .toList())
                .repositoryUniqueId(slot(draft, SlotName.REPOSITORY_UNIQUE_ID, Oid::new))
                .serviceStartTime(slot(draft, SlotName.SERVICE_START_TIME, Dtm::new))
                .serviceStopTime(slot(draft, SlotName.SERVICE_STOP_TIME, Dtm::new))
                .size(slot(draft, SlotName.SIZE, Long::valueOf))
                .sourcePatientId(slot(draft, SlotName.SOURCE_PATIENT_ID, Function.identity()))
                .sourcePatientInfo(draft.slotValues(SlotName.SOURCE_PATIENT_INFO))
                .title(draft.name())
                .typeCode(code(draft, Scheme.DE_TYPE_CODE))
                .uniqueId(required(draft.externalIdentifier(Identifier.DE_UNIQUE_ID), "uniqueId"))
                .URI(uri(draft))
                .documentAvailability(slot(draft, SlotName.DOCUMENT_AVAILABILITY, Function.identity()))
                .version(version(draft))
                .extraMetadata(extraMetadata(draft))
                .build();
    }

    public static SubmissionSet submissionSet(RegistryObjectDraft draft) {
        return SubmissionSet.builder()
                .author(authors(draft, Scheme.SS_AUTHOR))
                .availabilityStatus(availabilityStatus(draft))
                .comments(draft.description())
                .contentTypeCode(code(draft, Scheme.SS_CONTENT_TYPE_CODE))
                .entryUUID(new EntryUuid(draft.id()))
                .homeCommunityId(draft.header().home())
                .intendedRecipient(draft.slotValues(SlotName.INTENDED_RECIPIENT))
                .logicalID(logicalId(draft))
                .patientId(patientId(draft, Identifier.SS_PATIENT_ID))
                .sourceId(oid(draft, Identifier.SS_SOURCE_ID))
                .submissionTime(
                        required(draft.slotValue(SlotName.SUBMISSION_TIME).map(Dtm::new), "submissionTime"))
                .title(draft.name())
                .uniqueId(oid(draft, Identifier.SS_UNIQUE_ID))
                .version(version(draft))
                .extraMetadata(extraMetadata(draft))
                .build();
    }

    public static Folder folder(RegistryObjectDraft draft) {
        return Folder.builder()
                .availabilityStatus(availabilityStatus(draft))
                .codeList(codes(draft, Scheme.FOLDER_CODE_LIST))
                .comments(draft.description())
                .entryUUID(new EntryUuid(draft.id()))
                .homeCommunityId(draft.header().home())
                .lastUpdateTime(slot(draft, SlotName.LAST_UPDATE_TIME, Dtm::new))
                .logicalID(logicalId(draft))
                .patientId(patientId(draft, Identifier.FOLDER_PATIENT_ID))
                .title(draft.name())
                .uniqueId(oid(draft, Identifier.FOLDER_UNIQUE_ID))
                .version(version(draft))
                .extraMetadata(extraMetadata(draft))
                .build();
    }

    public static Association association(RegistryObjectDraft draft) {
        RegistryObjectDraft.Link link = required(Optional.ofNullable(draft.link()), "association ends");
        List<Code> documentation = codes(draft, Scheme.ASSOCIATION_DOCUMENTATION);
        return Association.builder()
                .associationType(required(
                        Optional.ofNullable(link.associationType()).flatMap(AssociationType::ofUrn), "associationType"))
                .availabilityStatus(availabilityStatus(draft))
                .documentation(documentation.isEmpty() ? null : documentation.getFirst())
                .entryUUID(new EntryUuid(draft.id()))
                .homeCommunityId(draft.header().home())
                .logicalID(logicalId(draft))
                .sourceObject(new EntryUuid(required(Optional.ofNullable(link.sourceObject()), "sourceObject")))
                .submissionSetStatus(slot(draft, SlotName.SUBMISSION_SET_STATUS, SubmissionSetStatus::valueOf))
                .targetObject(new EntryUuid(required(Optional.ofNullable(link.targetObject()), "targetObject")))
                .version(version(draft))
                .extraMetadata(draft.slots().stream()
                        .filter(slot -> !slot.name().equals(SlotName.SUBMISSION_SET_STATUS))
                        .map(slot -> new Slot(slot.name(), slot.values()))
                        .toList())
                .build();
    }

    /** The coded values under a classification scheme, in the order written. */
    public static List<Code> codes(RegistryObjectDraft draft, String scheme) {
        return draft.classifications(scheme).stream().map(DraftReader::code).toList();
    }

    /** The authors, in the order written. */
    public static List<Author> authors(RegistryObjectDraft draft, String scheme) {
        return draft.classifications(scheme).stream()
                .map(author -> new Author(
                        values(author, SlotName.AUTHOR_PERSON).stream()
                                .findFirst()
                                .orElse(null),
                        values(author, SlotName.AUTHOR_INSTITUTION),
                        values(author, SlotName.AUTHOR_ROLE),
                        values(author, SlotName.AUTHOR_SPECIALTY),
                        values(author, SlotName.AUTHOR_TELECOMMUNICATION)))
                .toList();
    }

    private static Code code(ClassificationDraft draft) {
        String scheme =
                values(draft, SlotName.CODING_SCHEME).stream().findFirst().orElse("");
        return new Code(Objects.requireNonNullElse(draft.nodeRepresentation(), ""), scheme, draft.name());
    }

    private static Code code(RegistryObjectDraft draft, String scheme) {
        return required(codes(draft, scheme).stream().findFirst(), "code of scheme " + scheme);
    }

    private static List<String> values(ClassificationDraft draft, String slotName) {
        return draft.slots().stream()
                .filter(slot -> slot.name().equals(slotName))
                .findFirst()
                .map(SlotDraft::values)
                .orElse(List.of());
    }

    private static <T> @Nullable T slot(RegistryObjectDraft draft, String name, Function<String, T> read) {
        return draft.slotValue(name).map(read).orElse(null);
    }

    private static PatientId patientId(RegistryObjectDraft draft, String scheme) {
        return required(draft.externalIdentifier(scheme).flatMap(PatientId::parse), "patientId");
    }

    private static Oid oid(RegistryObjectDraft draft, String scheme) {
        return new Oid(required(draft.externalIdentifier(scheme), "identifier of scheme " + scheme));
    }

    private static AvailabilityStatus availabilityStatus(RegistryObjectDraft draft) {
        return Optional.ofNullable(draft.header().status())
                .flatMap(AvailabilityStatus::ofUrn)
                .orElse(AvailabilityStatus.APPROVED);
    }

    private static @Nullable EntryUuid logicalId(RegistryObjectDraft draft) {
        String lid = draft.header().lid();
        return lid == null ? null : new EntryUuid(lid);
    }

    private static @Nullable Integer version(RegistryObjectDraft draft) {
        String version = draft.header().versionName();
        return version == null ? null : Integer.valueOf(version);
    }

    /** A long URI is split over several values {@code 1|…}, {@code 2|…} (ITI TF-3: 4.2.3.2.27). */
    private static @Nullable String uri(RegistryObjectDraft draft) {
        List<String> values = draft.slotValues(SlotName.URI);
        if (values.size() <= 1) {
            return values.isEmpty() ? null : values.getFirst();
        }
        return values.stream()
                .sorted(Comparator.comparingInt(DraftReader::partNumber))
                .map(value -> value.substring(value.indexOf('|') + 1))
                .collect(Collectors.joining());
    }

    private static int partNumber(String uriPart) {
        return Integer.parseInt(uriPart, 0, uriPart.indexOf('|'), 10);
    }

    private static List<Slot> extraMetadata(RegistryObjectDraft draft) {
        return draft.slots().stream()
                .filter(slot -> slot.name().startsWith(Vocabulary.EXTRA_METADATA_PREFIX))
                .filter(slot -> !KNOWN_URN_SLOTS.contains(slot.name()))
                .map(slot -> new Slot(slot.name(), slot.values()))
                .toList();
    }

    private static <T> T required(Optional<T> value, String what) {
        return value.orElseThrow(() -> new IllegalArgumentException("missing or malformed: " + what));
    }
}
