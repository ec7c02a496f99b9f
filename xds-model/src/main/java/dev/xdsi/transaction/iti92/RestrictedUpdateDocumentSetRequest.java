package dev.xdsi.transaction.iti92;

import dev.xdsi.model.draft.SubmissionDraft;

/** The submission of one Restricted Update Document Set (ITI TF-2: 3.92.4.1.2), as it was written. */
public record RestrictedUpdateDocumentSetRequest(SubmissionDraft submission) {}
