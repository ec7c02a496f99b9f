package dev.xdsi.registry.iti18;

import dev.xdsi.registry.store.RegisteredObject;
import java.util.List;

/** One stored query with its parameters understood, told in the four questions that a store answers. */
sealed interface StoredQuery
        permits FindDocuments, FindSubmissionSets, GetDocuments, GetAssociations, GetSubmissionSetAndContents {
    List<RegisteredObject> run(Questions registry);
}
