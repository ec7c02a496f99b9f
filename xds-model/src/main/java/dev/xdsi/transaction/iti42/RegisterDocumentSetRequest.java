package dev.xdsi.transaction.iti42;

import dev.xdsi.model.draft.SubmissionDraft;

/** The submission of one Register Document Set-b (ITI TF-2: 3.42.4.1.2), as it was written. */
public record RegisterDocumentSetRequest(SubmissionDraft submission) {}
