package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.ArrayList;
import java.util.List;

/** FindSubmissionSets, ITI TF-2: 3.18.4.1.2.3.7.2. */
record FindSubmissionSets(List<Criterion.OfSubmissionSet> allOf) implements StoredQuery {
    FindSubmissionSets {
        allOf = List.copyOf(allOf);
    }

    static FindSubmissionSets of(Arguments arguments) {
        List<Criterion.OfSubmissionSet> allOf = new ArrayList<>();
        arguments.one(Parameter.SS_PATIENT_ID).map(Criterion.PatientIn::only).ifPresent(allOf::add);
        allOf.add(new Criterion.StatusIn(arguments.any(Parameter.SS_STATUS)));
        if (arguments.has(Parameter.SS_SOURCE_ID)) {
            allOf.add(new Criterion.SourceIdIn(arguments.any(Parameter.SS_SOURCE_ID)));
        }
        if (arguments.has(Parameter.SS_AUTHOR_PERSON)) {
            allOf.add(new Criterion.AuthorPersonLike(arguments.any(Parameter.SS_AUTHOR_PERSON)));
        }
        if (arguments.has(Parameter.SS_CONTENT_TYPE)) {
            allOf.add(new Criterion.ContentTypeCodeIn(arguments.any(Parameter.SS_CONTENT_TYPE)));
        }
        arguments
                .window(Parameter.SS_SUBMISSION_TIME_FROM, Parameter.SS_SUBMISSION_TIME_TO)
                .ifPresent(window -> allOf.add(new Criterion.SubmissionTimeIn(window)));
        return new FindSubmissionSets(allOf);
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        return registry.submissionSets(allOf);
    }

    @Override
    public boolean asksSeveral() {
        return false;
    }
}
