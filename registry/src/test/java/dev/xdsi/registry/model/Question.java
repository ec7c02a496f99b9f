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
 * @param patient where the query is about a patient
 * @param status where the query has one, or more
 * @param objects by their names, where the query is about objects
 * @param byUniqueId whether they are called by their uniqueIds, which are then what is in {@code objects}
 * @param types where the query is about relationships
 * @param formats of documents; none for all
 * @param ofLinks the status of the Associations that count, where the query has one; none where it is not told, and then Approved
 */
record Question(
        Query query,
        ReturnType returnType,
        String patient,
        Set<AvailabilityStatus> status,
        List<String> objects,
        boolean byUniqueId,
        Set<AssociationType> types,
        Set<Integer> formats,
        Set<AvailabilityStatus> ofLinks) {
    Question {
        status = Set.copyOf(status);
        objects = List.copyOf(objects);
        types = Set.copyOf(types);
        formats = Set.copyOf(formats);
        ofLinks = Set.copyOf(ofLinks);
    }

    private static final Set<AvailabilityStatus> EVERY =
            EnumSet.of(AvailabilityStatus.APPROVED, AvailabilityStatus.DEPRECATED);

    /** Whole objects of a patient, whatever their status. */
    static Question about(Query query, String patient) {
        return new Question(query, ReturnType.LeafClass, patient, EVERY, List.of(), false, Set.of(), Set.of(), EVERY);
    }

    /** References to objects, or to what is about them. */
    static Question named(Query query, List<String> objects) {
        List<String> one = objects.isEmpty() ? List.of(Story.NOBODY) : objects;
        return new Question(query, ReturnType.ObjectRef, Story.NOBODY, Set.of(), one, false, Set.of(), Set.of(), EVERY);
    }

    Question whole() {
        return new Question(query, ReturnType.LeafClass, patient, status, objects, byUniqueId, types, formats, ofLinks);
    }

    Question ofStatus(AvailabilityStatus only) {
        return new Question(query, returnType, patient, Set.of(only), objects, byUniqueId, types, formats, ofLinks);
    }

    @Override
    public String toString() {
        String formatted = formats.isEmpty() ? "" : " of formats " + formats;
        String linked = query.takesStatusOfLinks() && !ofLinks.isEmpty() ? " over " + ofLinks : "";
        String asked = switch (query) {
            case FindDocuments, FindSubmissionSets, FindFolders, GetAll -> status + " of " + patient;
            case FindDocumentsByReferenceId -> status + " of " + patient + " like " + objects;
            case GetRelatedDocuments -> objects + " by " + types;
            default -> objects + (byUniqueId ? " by uniqueId" : "");
        };
        return returnType + " " + query + " " + asked + formatted + linked;
    }
}
