package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A stored query, in the names of a history.
 *
 * @param patients where the query is about a patient, or several
 * @param status where the query has one, or more
 * @param objects by their names, where the query is about objects
 * @param byUniqueId whether they are called by their uniqueIds, which are then what is in {@code objects}
 * @param types where the query is about relationships
 * @param documents which of them
 * @param ofLinks the status of the Associations that count, where the query has one; none where it is not told, and then Approved
 */
record Question(
        Query query,
        ReturnType returnType,
        List<String> patients,
        Set<AvailabilityStatus> status,
        List<String> objects,
        boolean byUniqueId,
        Set<AssociationType> types,
        Restriction documents,
        Set<AvailabilityStatus> ofLinks) {
    private static final Set<AvailabilityStatus> EVERY =
            EnumSet.of(AvailabilityStatus.APPROVED, AvailabilityStatus.DEPRECATED);

    Question {
        patients = List.copyOf(patients);
        status = Set.copyOf(status);
        objects = List.copyOf(objects);
        types = Set.copyOf(types);
        ofLinks = Set.copyOf(ofLinks);
    }

    /** Whole objects of a patient, whatever their status. */
    static Question about(Query query, String patient) {
        return new Question(
                query,
                ReturnType.LeafClass,
                List.of(patient),
                EVERY,
                List.of(),
                false,
                Set.of(),
                Restriction.OF_EITHER_TYPE,
                EVERY);
    }

    /** References to objects, or to what is about them. */
    static Question named(Query query, List<String> objects) {
        List<String> one = objects.isEmpty() ? List.of(Story.NOBODY) : objects;
        return new Question(
                query,
                ReturnType.ObjectRef,
                List.of(),
                Set.of(),
                one,
                false,
                Set.of(),
                Restriction.OF_EITHER_TYPE,
                EVERY);
    }

    Question whole() {
        return new Question(
                query, ReturnType.LeafClass, patients, status, objects, byUniqueId, types, documents, ofLinks);
    }

    Question ofStatus(AvailabilityStatus only) {
        return new Question(query, returnType, patients, Set.of(only), objects, byUniqueId, types, documents, ofLinks);
    }

    @Override
    public String toString() {
        String linked = query.takesStatusOfLinks() && !ofLinks.isEmpty() ? " over " + ofLinks : "";
        String asked = switch (query) {
            case FindDocuments,
                    FindSubmissionSets,
                    FindFolders,
                    GetAll,
                    FindDocumentsForMultiplePatients,
                    FindFoldersForMultiplePatients -> status + " of " + patients;
            case FindDocumentsByReferenceId, FindDocumentsByReferenceIdForMultiplePatients ->
                status + " of " + patients + " like " + objects;
            case GetRelatedDocuments -> objects + " by " + types;
            default -> objects + (byUniqueId ? " by uniqueId" : "");
        };
        return returnType + " " + query + " " + asked + documents + linked;
    }
}
