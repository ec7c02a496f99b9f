package dev.xdsi.registry.store.hibernate;

import dev.xdsi.registry.store.Criterion;
import jakarta.persistence.criteria.CompoundSelection;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One of the store's questions as SQL.
 *
 * @param rows the table
 * @param columns what is returned of each row
 * @param condition how a criterion becomes a predicate
 */
record Question<R extends ObjectRow, C extends Criterion, F>(
        Class<R> rows,
        Class<F> answer,
        BiFunction<CriteriaBuilder, Root<R>, CompoundSelection<F>> columns,
        Condition<R, C> condition) {

    static final Question<DocumentEntryRow, Criterion.OfDocumentEntry, FoundEntry> DOCUMENT_ENTRIES =
            new Question<>(DocumentEntryRow.class, FoundEntry.class, Question::foundEntry, Conditions::documentEntry);
    static final Question<SubmissionSetRow, Criterion.OfSubmissionSet, Found> SUBMISSION_SETS =
            new Question<>(SubmissionSetRow.class, Found.class, Question::found, Conditions::submissionSet);
    static final Question<FolderRow, Criterion.OfFolder, Found> FOLDERS =
            new Question<>(FolderRow.class, Found.class, Question::found, Conditions::folder);
    static final Question<AssociationRow, Criterion.OfAssociation, FoundAssociation> ASSOCIATIONS = new Question<>(
            AssociationRow.class, FoundAssociation.class, Question::foundAssociation, Conditions::association);

    /** How a criterion on one kind of object becomes a predicate on its rows. */
    interface Condition<R, C> {
        Predicate predicate(Conditions conditions, Root<R> row, C criterion);
    }

    CriteriaQuery<F> ask(CriteriaBuilder cb, List<? extends C> allOf) {
        CriteriaQuery<F> query = cb.createQuery(answer);
        Root<R> row = query.from(rows);
        Conditions conditions = new Conditions(cb, query);
        return query.select(columns.apply(cb, row))
                .where(allOf.stream()
                        .map(criterion -> condition.predicate(conditions, row, criterion))
                        .toList());
    }

    private static CompoundSelection<Found> found(CriteriaBuilder cb, Root<? extends ObjectRow> row) {
        Path<ObjectKey> key = row.get(ObjectRow_.key);
        return cb.construct(
                Found.class,
                key.get(ObjectKey_.entryUuid),
                key.get(ObjectKey_.patientId),
                row.get(ObjectRow_.availabilityStatus),
                row.get(ObjectRow_.logicalId),
                row.get(ObjectRow_.version),
                row.get(ObjectRow_.written));
    }

    private static CompoundSelection<FoundEntry> foundEntry(CriteriaBuilder cb, Root<DocumentEntryRow> row) {
        return cb.construct(
                FoundEntry.class,
                found(cb, row),
                row.get(DocumentEntryRow_.uniqueId),
                row.get(DocumentEntryRow_.classCode),
                row.get(DocumentEntryRow_.typeCode));
    }

    private static CompoundSelection<FoundAssociation> foundAssociation(CriteriaBuilder cb, Root<AssociationRow> row) {
        return cb.construct(
                FoundAssociation.class,
                found(cb, row),
                row.get(AssociationRow_.associationType),
                row.get(AssociationRow_.sourceObject),
                row.get(AssociationRow_.targetObject));
    }
}
