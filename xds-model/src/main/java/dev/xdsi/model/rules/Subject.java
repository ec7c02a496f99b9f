package dev.xdsi.model.rules;

import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary;
import java.util.Optional;

/** The four kinds of object that a rule may speak of, under the names of the Technical Framework. */
enum Subject {
    DocumentEntry,
    SubmissionSet,
    Folder,
    Association;

    /** Empty for a RegistryPackage that is neither SubmissionSet nor Folder. */
    static Optional<Subject> of(RegistryObjectDraft draft) {
        return switch (draft.kind()) {
            case ExtrinsicObject -> Optional.of(DocumentEntry);
            case Association -> Optional.of(Association);
            case RegistryPackage -> {
                if (draft.hasNode(Vocabulary.SUBMISSION_SET_NODE)) {
                    yield Optional.of(SubmissionSet);
                }
                yield draft.hasNode(Vocabulary.FOLDER_NODE) ? Optional.of(Folder) : Optional.empty();
            }
        };
    }
}
