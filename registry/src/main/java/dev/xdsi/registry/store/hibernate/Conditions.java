package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Code;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.CodeAttribute;
import dev.xdsi.registry.store.Criterion.CodeIn;
import dev.xdsi.registry.store.Criterion.OfAny;
import dev.xdsi.registry.store.Criterion.TimeAttribute;
import dev.xdsi.registry.store.LikePattern;
import dev.xdsi.registry.store.TimeWindow;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.SetJoin;
import jakarta.persistence.criteria.Subquery;
import jakarta.persistence.metamodel.SetAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every {@link Criterion} as SQL. Attributes with several values are asked by {@code exists}, one for each criterion. */
final class Conditions {
    /** LIKE patterns of stored queries have no escape; this makes PostgreSQL's own one a character like any other. */
    private static final char ESCAPE = '\\';

    private final CriteriaBuilder cb;
    private final CriteriaQuery<?> query;

    Conditions(CriteriaBuilder cb, CriteriaQuery<?> query) {
        this.cb = cb;
        this.query = query;
    }

    Predicate documentEntry(Root<DocumentEntryRow> entry, Criterion.OfDocumentEntry criterion) {
        return switch (criterion) {
            case OfAny any -> any(entry, any);
            case Criterion.UniqueIdIn in ->
                entry.get(DocumentEntryRow_.uniqueId).in(in.anyOf());
            case Criterion.ObjectTypeIn in ->
                entry.get(DocumentEntryRow_.objectType).in(in.anyOf());
            case CodeIn in -> code(entry, in);
            case Criterion.TimeIn in -> within(entry.get(time(in.attribute())), in.window());
            case Criterion.AuthorPersonLike like ->
                exists(entry, DocumentEntryRow_.authorPersons, value -> like(value, like.anyOf()));
            case Criterion.ReferenceIdLike like ->
                exists(entry, DocumentEntryRow_.referenceIds, value -> like(value, like.anyOf()));
        };
    }

    Predicate submissionSet(Root<SubmissionSetRow> set, Criterion.OfSubmissionSet criterion) {
        return switch (criterion) {
            case OfAny any -> any(set, any);
            case Criterion.UniqueIdIn in -> set.get(SubmissionSetRow_.uniqueId).in(in.anyOf());
            case Criterion.AuthorPersonLike like ->
                exists(set, SubmissionSetRow_.authorPersons, value -> like(value, like.anyOf()));
            case Criterion.SourceIdIn in ->
                set.get(SubmissionSetRow_.sourceId)
                        .in(in.anyOf().stream().map(Oid::value).toList());
            case Criterion.SubmissionTimeIn in -> within(set.get(SubmissionSetRow_.submissionTime), in.window());
            case Criterion.ContentTypeCodeIn in ->
                set.get(SubmissionSetRow_.contentTypeCode).in(coded(in.anyOf()));
        };
    }

    Predicate folder(Root<FolderRow> folder, Criterion.OfFolder criterion) {
        return switch (criterion) {
            case OfAny any -> any(folder, any);
            case Criterion.UniqueIdIn in -> folder.get(FolderRow_.uniqueId).in(in.anyOf());
            case Criterion.LastUpdateTimeIn in -> within(folder.get(FolderRow_.lastUpdateTime), in.window());
            case Criterion.CodeListIn in -> exists(folder, FolderRow_.codes, value -> value.in(coded(in.anyOf())));
        };
    }

    Predicate association(Root<AssociationRow> link, Criterion.OfAssociation criterion) {
        return switch (criterion) {
            case OfAny any -> any(link, any);
            case Criterion.AssociationTypeIn in ->
                link.get(AssociationRow_.associationType).in(in.anyOf());
            case Criterion.SourceObjectIn in ->
                link.get(AssociationRow_.sourceObject).in(uuids(in.anyOf()));
            case Criterion.TargetObjectIn in ->
                link.get(AssociationRow_.targetObject).in(uuids(in.anyOf()));
            case Criterion.EitherEndIn in ->
                cb.or(
                        link.get(AssociationRow_.sourceObject).in(uuids(in.anyOf())),
                        link.get(AssociationRow_.targetObject).in(uuids(in.anyOf())));
        };
    }

    private Predicate any(Root<? extends ObjectRow> row, OfAny criterion) {
        return switch (criterion) {
            case Criterion.EntryUuidIn in ->
                row.get(ObjectRow_.key).get(ObjectKey_.entryUuid).in(uuids(in.anyOf()));
            case Criterion.LogicalIdIn in -> row.get(ObjectRow_.logicalId).in(uuids(in.anyOf()));
            case Criterion.PatientIn in ->
                row.get(ObjectRow_.key)
                        .get(ObjectKey_.patientId)
                        .in(in.anyOf().stream().map(PatientId::cx).toList());
            case Criterion.StatusIn in -> row.get(ObjectRow_.availabilityStatus).in(in.anyOf());
        };
    }

    private Predicate code(Root<DocumentEntryRow> entry, CodeIn in) {
        Set<String> coded = coded(in.anyOf());
        return switch (in.attribute()) {
            case CLASS_CODE -> entry.get(DocumentEntryRow_.classCode).in(coded);
            case TYPE_CODE -> entry.get(DocumentEntryRow_.typeCode).in(coded);
            case PRACTICE_SETTING_CODE ->
                entry.get(DocumentEntryRow_.practiceSettingCode).in(coded);
            case HEALTHCARE_FACILITY_TYPE_CODE ->
                entry.get(DocumentEntryRow_.healthcareFacilityTypeCode).in(coded);
            case FORMAT_CODE -> entry.get(DocumentEntryRow_.formatCode).in(coded);
            case EVENT_CODE_LIST, CONFIDENTIALITY_CODE -> oneOfSeveral(entry, in.attribute(), coded);
        };
    }

    private Predicate oneOfSeveral(Root<DocumentEntryRow> entry, CodeAttribute attribute, Set<String> coded) {
        return exists(
                entry,
                DocumentEntryRow_.codes,
                value -> cb.and(
                        cb.equal(value.get(CodeValue_.attribute), attribute),
                        value.get(CodeValue_.coded).in(coded)));
    }

    private static SingularAttribute<DocumentEntryRow, Instant> time(TimeAttribute attribute) {
        return switch (attribute) {
            case CREATION_TIME -> DocumentEntryRow_.creationTime;
            case SERVICE_START_TIME -> DocumentEntryRow_.serviceStartTime;
            case SERVICE_STOP_TIME -> DocumentEntryRow_.serviceStopTime;
        };
    }

    /** Rows without the time match, see {@link TimeWindow}. */
    private Predicate within(Expression<Instant> time, TimeWindow window) {
        List<Predicate> bounds = new ArrayList<>();
        if (window.from() != null) {
            bounds.add(cb.greaterThanOrEqualTo(time, window.from()));
        }
        if (window.to() != null) {
            bounds.add(cb.lessThan(time, window.to()));
        }
        return cb.or(cb.isNull(time), cb.and(bounds));
    }

    private Predicate like(Expression<String> value, Set<LikePattern> anyOf) {
        return cb.or(anyOf.stream()
                .map(like -> cb.like(value, like.pattern().replace("\\", "\\\\"), ESCAPE))
                .toList());
    }

    private <R extends ObjectRow, V> Predicate exists(
            Root<R> row, SetAttribute<R, V> attribute, Function<SetJoin<R, V>, Predicate> condition) {
        Subquery<Integer> values = query.subquery(Integer.class);
        SetJoin<R, V> value = values.correlate(row).join(attribute);
        return cb.exists(values.select(cb.literal(1)).where(condition.apply(value)));
    }

    private static Set<UUID> uuids(Collection<EntryUuid> entryUUIDs) {
        return entryUUIDs.stream().map(EntryUuid::uuid).collect(Collectors.toSet());
    }

    private static Set<String> coded(Collection<Code> codes) {
        return codes.stream().map(Code::coded).collect(Collectors.toSet());
    }
}
