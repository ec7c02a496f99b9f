package dev.xdsi.repository.ondemand;

import dev.xdsi.model.draft.SubmissionDraft;

/** The on-demand DocumentEntry of a patient: under which uniqueId its document is asked for, and how it is registered. */
record OnDemandEntry(String uniqueId, SubmissionDraft submission) {}
