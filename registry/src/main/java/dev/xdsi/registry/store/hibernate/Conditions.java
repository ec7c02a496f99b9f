package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Code;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.patients.postgres.PostgresPatientStore;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.LikePattern;
import dev.xdsi.registry.store.TimeWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Every {@link Criterion} as SQL; {@code Matching} says the same in Java. */
final class Conditions {
    private Conditions() {}

    static Sql of(Criterion criterion) {
        return switch (criterion) {
            case Criterion.EntryUuidIn in -> anyOf("entry_uuid", uuids(in.anyOf()));
            case Criterion.LogicalIdIn in -> versions(uuids(in.anyOf()));
            case Criterion.PatientIn in -> Sql.in("patient_id", cx(in.anyOf()));
            case Criterion.NoMergeConcerns merges -> merges(merges.patientId()).enclosed("not exists (", ")");
            case Criterion.StatusIn in -> anyOf("availability_status", names(in.anyOf()));
            case Criterion.UniqueIdIn in -> anyOf("unique_id", texts(in.anyOf()));
            case Criterion.ObjectTypeIn in -> anyOf("object_type", names(in.anyOf()));
            case Criterion.CodeIn in -> code(in);
            case Criterion.TimeIn in -> within(time(in.attribute()), in.window());
            case Criterion.AuthorPersonLike like -> oneIsLike("author_person", like.anyOf());
            case Criterion.ReferenceIdLike like -> oneIsLike("reference_id_list", like.anyOf());
            case Criterion.SourceIdIn in ->
                anyOf("source_id", texts(in.anyOf().stream().map(Oid::value).toList()));
            case Criterion.SubmissionTimeIn in -> within("submission_time", in.window());
            case Criterion.ContentTypeCodeIn in -> anyOf("content_type_code", coded(in.anyOf()));
            case Criterion.LastUpdateTimeIn in -> within("last_update_time", in.window());
            case Criterion.CodeListIn in -> overlaps("code_list", coded(in.anyOf()));
            case Criterion.AssociationTypeIn in -> anyOf("association_type", names(in.anyOf()));
            case Criterion.SourceObjectIn in -> anyOf("source_object", uuids(in.anyOf()));
            case Criterion.TargetObjectIn in -> anyOf("target_object", uuids(in.anyOf()));
            case Criterion.EitherEndIn in -> either(uuids(in.anyOf()));
        };
    }

    /** What there is where a merge concerns the patient. */
    static Sql merges(PatientId patient) {
        return Sql.of(PostgresPatientStore.MERGES_OF, patient.cx(), patient.cx());
    }

    /** A value that equals one of an array's. */
    static Sql anyOf(String column, Object[] array) {
        return new Sql(column + " = any (?)", List.of((Object) array));
    }

    private static Sql overlaps(String column, String[] array) {
        return new Sql(column + " && ?", List.of((Object) array));
    }

    /** First versions by the primary key, later ones by an index in which there are no others. */
    private static Sql versions(UUID[] logicalIds) {
        return Sql.joined(
                        List.of(
                                anyOf("(logical_id = entry_uuid and entry_uuid", logicalIds),
                                anyOf(") or (logical_id <> entry_uuid and logical_id", logicalIds)),
                        "")
                .enclosed("(", "))");
    }

    private static Sql either(UUID[] ends) {
        return Sql.joined(List.of(anyOf("source_object", ends), anyOf("target_object", ends)), " or ")
                .enclosed("(", ")");
    }

    private static Sql code(Criterion.CodeIn in) {
        String[] coded = coded(in.anyOf());
        return switch (in.attribute()) {
            case CLASS_CODE -> anyOf("class_code", coded);
            case TYPE_CODE -> anyOf("type_code", coded);
            case PRACTICE_SETTING_CODE -> anyOf("practice_setting_code", coded);
            case HEALTHCARE_FACILITY_TYPE_CODE -> anyOf("healthcare_facility_type_code", coded);
            case FORMAT_CODE -> anyOf("format_code", coded);
            case EVENT_CODE_LIST -> overlaps("event_code_list", coded);
            case CONFIDENTIALITY_CODE -> overlaps("confidentiality_code", coded);
        };
    }

    private static String time(Criterion.TimeAttribute attribute) {
        return switch (attribute) {
            case CREATION_TIME -> "creation_time";
            case SERVICE_START_TIME -> "service_start_time";
            case SERVICE_STOP_TIME -> "service_stop_time";
        };
    }

    /** Rows without the time match, see {@link TimeWindow}. */
    private static Sql within(String column, TimeWindow window) {
        List<Sql> bounds = new ArrayList<>();
        if (window.from() != null) {
            bounds.add(Sql.of(column + " >= ?", window.from()));
        }
        if (window.to() != null) {
            bounds.add(Sql.of(column + " < ?", window.to()));
        }
        return Sql.and(bounds).enclosed("(" + column + " is null or (", "))");
    }

    /** LIKE patterns of stored queries have no escape; PostgreSQL's own one is made a character like any other. */
    private static Sql oneIsLike(String column, Set<LikePattern> anyOf) {
        String[] patterns =
                anyOf.stream().map(like -> like.pattern().replace("\\", "\\\\")).toArray(String[]::new);
        return new Sql("exists (select 1 from unnest(" + column + ") value where value like any (?))", List.of((Object)
                patterns));
    }

    static UUID[] uuids(Collection<EntryUuid> entryUUIDs) {
        return entryUUIDs.stream().map(EntryUuid::uuid).toArray(UUID[]::new);
    }

    static List<String> cx(Collection<PatientId> patients) {
        return patients.stream().map(PatientId::cx).sorted().toList();
    }

    private static String[] coded(Collection<Code> codes) {
        return codes.stream().map(Code::coded).toArray(String[]::new);
    }

    private static String[] texts(Collection<String> values) {
        return values.toArray(String[]::new);
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }
}
