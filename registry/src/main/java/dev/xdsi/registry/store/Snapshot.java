package dev.xdsi.registry.store;

/** What is registered at one moment: the questions of stored queries, and what is known of given identifiers. */
public interface Snapshot extends StoreQuestions {
    /** What is registered under these identifiers. */
    History history(Identifiers identifiers);
}
