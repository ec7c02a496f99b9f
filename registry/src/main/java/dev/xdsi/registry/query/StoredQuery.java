package dev.xdsi.registry.query;

import dev.xdsi.registry.store.RegisteredObject;
import java.util.List;

/** One stored query with its parameters understood, told in the four questions that a store answers. */
public sealed interface StoredQuery
        permits FindDocuments, FindSubmissionSets, GetDocuments, GetAssociations, GetSubmissionSetAndContents {
    List<RegisteredObject> run(Questions registry);
}
