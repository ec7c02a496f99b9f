package dev.xdsi.benchmarks;

import static dev.xdsi.benchmarks.Population.isReplaced;
import static dev.xdsi.benchmarks.Population.patientId;
import static dev.xdsi.benchmarks.Population.uniqueId;
import static dev.xdsi.benchmarks.Population.uuid;

import dev.xdsi.benchmarks.Population.Part;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.submission.SymbolicIds;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of the registry's tables about one patient of the {@link Population}, as COPY takes them. */
final class RowTemplates {
    private static final UUID OBJECT = new UUID(0x1111_2222_3333_4000L, 0x8111_0000_0000_0001L);
    private static final UUID SOURCE = new UUID(0x1111_2222_3333_4000L, 0x8111_0000_0000_0002L);
    private static final UUID TARGET = new UUID(0x1111_2222_3333_4000L, 0x8111_0000_0000_0003L);
    private static final String PATIENT = "PATIENT-WHOSE-IT-IS";
    private static final String UNIQUE_ID = "1.2.3.4.5.6.7.8.9.87654321";
    private static final String STATUS = "STATUS-THAT-IT-HAS";

    private final PatientId somebody = new PatientId(PATIENT, patientId(1).assigningAuthority());
    private final Template patientTurn = template(somebody.cx());
    private final Template registeredId = template(OBJECT, STATUS, somebody.cx());
    private final Template uniqueIdOfEntry;
    private final Template uniqueIdOfSet;
    private final Template documentEntry;
    private final Template submissionSet;
    private final Template member;
    private final Template replacement;

    RowTemplates() {
        DocumentEntry entry = MadeUpObjects.documentEntry(EntryUuid.of(OBJECT), somebody, UNIQUE_ID);
        SubmissionSet set = MadeUpObjects.submissionSet(EntryUuid.of(OBJECT), somebody, UNIQUE_ID);
        uniqueIdOfEntry = template(
                UNIQUE_ID,
                ObjectKind.DOCUMENT_ENTRY,
                Objects.requireNonNull(entry.hash()).hex(),
                entry.size(),
                array(Stream.of(OBJECT.toString())),
                array(Stream.of(somebody.cx())));
        uniqueIdOfSet = template(
                UNIQUE_ID,
                ObjectKind.SUBMISSION_SET,
                // As long as that of the whole submission, which nobody asks for who does not submit it again.
                Hash.OF_NOTHING.hex(),
                null,
                array(Stream.of(OBJECT.toString())),
                array(Stream.of(somebody.cx())));
        documentEntry = of(entry);
        submissionSet = template(
                somebody.cx(),
                OBJECT,
                STATUS,
                OBJECT,
                1,
                UNIQUE_ID,
                set.sourceId().value(),
                set.submissionTime().start(),
                set.contentTypeCode().coded(),
                array(set.author().stream().flatMap(author -> Stream.ofNullable(author.authorPerson()))),
                MadeUpObjects.kept(set));
        member = association(AssociationType.HAS_MEMBER);
        replacement = association(AssociationType.RPLC);
    }

    private Template of(DocumentEntry entry) {
        return template(
                somebody.cx(),
                OBJECT,
                STATUS,
                OBJECT,
                1,
                UNIQUE_ID,
                entry.objectType(),
                entry.classCode().coded(),
                entry.typeCode().coded(),
                entry.practiceSettingCode().coded(),
                entry.healthcareFacilityTypeCode().coded(),
                entry.formatCode().coded(),
                array(entry.eventCodeList().stream().map(Code::coded)),
                array(entry.confidentialityCode().stream().map(Code::coded)),
                array(entry.author().stream().flatMap(author -> Stream.ofNullable(author.authorPerson()))),
                array(entry.referenceIdList().stream().map(reference -> reference.cxi())),
                start(entry.creationTime()),
                start(entry.serviceStartTime()),
                start(entry.serviceStopTime()),
                MadeUpObjects.kept(entry));
    }

    private Template association(AssociationType type) {
        return template(
                somebody.cx(),
                OBJECT,
                STATUS,
                OBJECT,
                1,
                type,
                SOURCE,
                TARGET,
                MadeUpObjects.kept(MadeUpObjects.association(
                        type, EntryUuid.of(OBJECT), EntryUuid.of(SOURCE), EntryUuid.of(TARGET))));
    }

    private static @Nullable Object start(@Nullable Dtm time) {
        return time == null ? null : time.start();
    }

    private static String array(Stream<String> values) {
        return values.map(value -> '"' + value + '"').collect(Collectors.joining(",", "{", "}"));
    }

    private static Template template(@Nullable Object... columns) {
        String line = Stream.of(columns).map(RowTemplates::column).collect(Collectors.joining("\t", "", "\n"));
        return new Template(
                line,
                List.of(
                        OBJECT.toString(),
                        PATIENT,
                        UNIQUE_ID,
                        STATUS,
                        parts(OBJECT),
                        SOURCE.toString(),
                        TARGET.toString()));
    }

    /** What the ids of an object's parts begin with, which are numbered. */
    private static String parts(UUID object) {
        String first = SymbolicIds.idOfPart(object, 0).toString();
        return first.substring(0, first.length() - 4);
    }

    private static String column(@Nullable Object value) {
        return switch (value) {
            case null -> "\\N";
            case Enum<?> constant -> constant.name();
            default ->
                value.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
        };
    }

    /** A table, the columns that are written, and its rows about one patient. */
    record Table(String name, String columns, Rows rows) {}

    interface Rows {
        void of(Part part, ByteArrayOutputStream out);
    }

    List<Table> tables() {
        String object = "patient_id, entry_uuid, availability_status, logical_id, version, ";
        return List.of(
                new Table("patient_turn", "patient_id", this::patientTurn),
                new Table("registered_id", "entry_uuid, kind, patient_id", this::registeredIds),
                new Table("unique_id", "unique_id, kind, hash, size, entry_uuids, patient_ids", this::uniqueIds),
                new Table(
                        "document_entry",
                        object
                                + "unique_id, object_type, class_code, type_code, practice_setting_code,"
                                + " healthcare_facility_type_code, format_code, event_code_list, confidentiality_code,"
                                + " author_person, reference_id_list, creation_time, service_start_time, service_stop_time,"
                                + " written",
                        this::documentEntries),
                new Table(
                        "submission_set",
                        object + "unique_id, source_id, submission_time, content_type_code, author_person, written",
                        this::submissionSets),
                new Table(
                        "association",
                        object + "association_type, source_object, target_object, written",
                        this::associations));
    }

    private static String id(Part part) {
        return patientId(part.patient()).id();
    }

    private interface OfObject {
        void row(int object);
    }

    private static void entries(Part part, OfObject each) {
        int end = part.endEntry();
        for (int entry = part.firstEntry(); entry < end; entry++) {
            each.row(entry);
        }
    }

    private static void sets(Part part, OfObject each) {
        for (int set = part.fromSet(); set < part.endSet(); set++) {
            each.row(set);
        }
    }

    /** Who replaces another is submitted together with the Association that says so. */
    private static boolean replaces(int patient, int entry) {
        return entry > 0 && isReplaced(patient, entry - 1);
    }

    private void patientTurn(Part part, ByteArrayOutputStream out) {
        if (part.fromSet() == 0) {
            patientTurn.fill(out, "", id(part));
        }
    }

    private void registeredIds(Part part, ByteArrayOutputStream out) {
        int patient = part.patient();
        entries(part, entry -> {
            registeredId.fill(out, uuid('e', patient, entry), id(part), "", ObjectKind.DOCUMENT_ENTRY.name());
            registeredId.fill(out, uuid('m', patient, entry), id(part), "", ObjectKind.ASSOCIATION.name());
            if (replaces(patient, entry)) {
                registeredId.fill(out, uuid('r', patient, entry), id(part), "", ObjectKind.ASSOCIATION.name());
            }
        });
        sets(
                part,
                set -> registeredId.fill(out, uuid('s', patient, set), id(part), "", ObjectKind.SUBMISSION_SET.name()));
    }

    private void uniqueIds(Part part, ByteArrayOutputStream out) {
        int patient = part.patient();
        entries(
                part,
                entry -> uniqueIdOfEntry.fill(out, uuid('e', patient, entry), id(part), uniqueId('e', patient, entry)));
        sets(part, set -> uniqueIdOfSet.fill(out, uuid('s', patient, set), id(part), uniqueId('s', patient, set)));
    }

    private void documentEntries(Part part, ByteArrayOutputStream out) {
        int patient = part.patient();
        entries(part, entry -> {
            UUID itself = uuid('e', patient, entry);
            AvailabilityStatus status =
                    isReplaced(patient, entry) ? AvailabilityStatus.DEPRECATED : AvailabilityStatus.APPROVED;
            documentEntry.fill(out, itself, id(part), uniqueId('e', patient, entry), status.name(), parts(itself));
        });
    }

    private void submissionSets(Part part, ByteArrayOutputStream out) {
        int patient = part.patient();
        String approved = AvailabilityStatus.APPROVED.name();
        sets(part, set -> {
            UUID itself = uuid('s', patient, set);
            submissionSet.fill(out, itself, id(part), uniqueId('s', patient, set), approved, parts(itself));
        });
    }

    private void associations(Part part, ByteArrayOutputStream out) {
        int patient = part.patient();
        String approved = AvailabilityStatus.APPROVED.name();
        entries(part, entry -> {
            UUID itself = uuid('e', patient, entry);
            UUID set = uuid('s', patient, Population.setOf(entry));
            member.fill(out, uuid('m', patient, entry), id(part), "", approved, "", set, itself);
            if (replaces(patient, entry)) {
                UUID before = uuid('e', patient, entry - 1);
                replacement.fill(out, uuid('r', patient, entry), id(part), "", approved, "", itself, before);
            }
        });
    }
}
