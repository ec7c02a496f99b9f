package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.List;
import java.util.Set;

/** A stored query; what of it the query does not ask for is left out. */
record Ask(
        Query query,
        ReturnType returnType,
        List<Integer> patients,
        Set<AvailabilityStatus> status,
        List<Pick> objects,
        boolean byUniqueId,
        Set<AssociationType> types,
        Restriction documents,
        Set<AvailabilityStatus> ofLinks)
        implements Step {
    @Override
    public void in(Story story) {
        boolean unique = takesUniqueIds();
        List<String> named = objects.stream()
                .limit(query.single() ? 1 : objects.size())
                .map(pick -> story.registered(pick, this::isOfKind))
                .map(thing -> thing.map(it -> called(it, unique)).orElse(Story.NOBODY))
                .distinct()
                .toList();
        List<String> whose = patients.stream()
                .limit(query.ofMany() ? patients.size() : 1)
                .map(story::patient)
                .distinct()
                .toList();
        story.ask(new Question(query, returnType, whose, status, named, unique, types, takesOf(documents), ofLinks));
    }

    private boolean isOfKind(Thing thing) {
        return switch (query) {
            case GetDocuments,
                    GetDocumentsAndAssociations,
                    GetFoldersForDocument,
                    GetRelatedDocuments,
                    FindDocumentsByReferenceId,
                    FindDocumentsByReferenceIdForMultiplePatients -> thing.isDocument();
            case GetFolders, GetFolderAndContents -> thing.isFolder();
            case GetSubmissionSetAndContents -> thing.isSubmissionSet();
            default -> thing.link() == null;
        };
    }

    private boolean takesUniqueIds() {
        return switch (query) {
            case FindDocumentsByReferenceId, FindDocumentsByReferenceIdForMultiplePatients -> true;
            case GetAssociations, GetSubmissionSets -> false;
            default -> byUniqueId;
        };
    }

    private static String called(Thing thing, boolean unique) {
        String uniqueId = thing.uniqueId();
        return unique && uniqueId != null ? uniqueId : thing.name();
    }

    private Restriction takesOf(Restriction wanted) {
        return switch (query) {
            case FindDocuments,
                    FindDocumentsByReferenceId,
                    FindDocumentsForMultiplePatients,
                    FindDocumentsByReferenceIdForMultiplePatients -> wanted;
            case GetAll, GetSubmissionSetAndContents, GetFolderAndContents -> wanted.ofContents();
            case GetRelatedDocuments -> wanted.ofTypes();
            default -> Restriction.OF_EITHER_TYPE;
        };
    }
}
