package dev.xdsi.transaction.iti57;

import dev.xdsi.model.draft.SubmissionDraft;

/** The submission of one Update Document Set (ITI TF-2: 3.57.4.1.2), as it was written. */
public record UpdateDocumentSetRequest(SubmissionDraft submission) {}
