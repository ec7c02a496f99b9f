package dev.xdsi.registry.iti8;

import dev.xdsi.registry.iti8.Acknowledgement.Condition;
import dev.xdsi.registry.patients.IdentityFeed;
import dev.xdsi.registry.patients.IdentityFeed.Answer;
import dev.xdsi.registry.patients.IdentityFeed.Origin;
import dev.xdsi.registry.patients.IdentityFeed.Said;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;

/** Patient Identity Feed [ITI-8], the Document Registry's side (ITI TF-2: 3.8). */
public final class PatientIdentityFeed implements Transaction<PatientIdentityFeedRequest, Acknowledgement> {
    private final IdentityFeed feed;

    public PatientIdentityFeed(IdentityFeed feed) {
        this.feed = feed;
    }

    @Override
    public Acknowledgement perform(PatientIdentityFeedRequest request, Caller caller) {
        Origin origin = new Origin(request.header().sender(), request.header().controlId(), request.digest());
        return switch (request.header().trigger()) {
            case A01, A05, A08 -> acknowledge(feed.update(origin, said(request, Occasion.EVENT)));
            case A04 -> acknowledge(feed.update(origin, said(request, Occasion.REGISTRATION)));
            case A40 -> acknowledge(feed.merge(origin, request.ids(), request.priorIds()));
        };
    }

    private static Said said(PatientIdentityFeedRequest request, Occasion occasion) {
        return new Said(occasion, request.ids(), request.given(), request.deleted());
    }

    private static Acknowledgement acknowledge(Answer answer) {
        return switch (answer) {
            case Answer.Taken taken -> new Acknowledgement.Accepted(taken.applied());
            case Answer.Refused refused ->
                Acknowledgement.Refused.error(
                        switch (refused.reason()) {
                            case UNKNOWN -> Condition.UNKNOWN_KEY_IDENTIFIER;
                            case TAKEN -> Condition.DUPLICATE_KEY_IDENTIFIER;
                        },
                        switch (refused.place()) {
                            case MESSAGE_ID -> "MSH-10";
                            case PATIENT_IDS -> "PID-3";
                            case PRIOR_IDS -> "MRG-1";
                        },
                        refused.text());
        };
    }
}
