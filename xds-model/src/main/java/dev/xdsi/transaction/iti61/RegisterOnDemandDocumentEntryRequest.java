package dev.xdsi.transaction.iti61;

import dev.xdsi.model.draft.SubmissionDraft;

/** The submission of one Register On-Demand Document Entry (ITI TF-2: 3.61.4.1.2), as it was written. */
public record RegisterOnDemandDocumentEntryRequest(SubmissionDraft submission) {}
