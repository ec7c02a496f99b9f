package dev.xdsi.registry.store;

import dev.xdsi.model.Association;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Folder;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;

/** The four kinds of object that a registry holds (ITI TF-3: 4.1). */
public enum ObjectKind {
    DOCUMENT_ENTRY("DocumentEntry"),
    SUBMISSION_SET("SubmissionSet"),
    FOLDER("Folder"),
    ASSOCIATION("Association");

    private final String text;

    ObjectKind(String text) {
        this.text = text;
    }

    public static ObjectKind of(RegistryObject object) {
        return switch (object) {
            case DocumentEntry entry -> DOCUMENT_ENTRY;
            case SubmissionSet set -> SUBMISSION_SET;
            case Folder folder -> FOLDER;
            case Association association -> ASSOCIATION;
        };
    }

    /** The Technical Framework's name. */
    @Override
    public String toString() {
        return text;
    }
}
