package dev.xdsi.registry.query;

import dev.xdsi.registry.store.RegisteredObject;
import java.util.List;

/** One stored query with its parameters understood, told in the four questions that a store answers. */
sealed interface StoredQuery
        permits FindDocuments,
                FindFolders,
                FindSubmissionSets,
                GetAll,
                GetAssociations,
                GetDocuments,
                GetDocumentsAndAssociations,
                GetFolderAndContents,
                GetFolders,
                GetFoldersForDocument,
                GetRelatedDocuments,
                GetSubmissionSetAndContents,
                GetSubmissionSets {
    List<RegisteredObject> run(Questions registry);

    /** Whether it takes several questions, which are then to be answered from one moment, or one that takes as much. */
    default boolean asksSeveral() {
        return true;
    }
}
