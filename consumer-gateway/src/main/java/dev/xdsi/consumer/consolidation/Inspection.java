package dev.xdsi.consumer.consolidation;

import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.util.List;

/** A look into the documents of an answer before they are passed on: what is not what was asked for goes no further. */
@FunctionalInterface
public interface Inspection<Q> {
    /** For those whose word is taken. */
    Inspection<Object> NONE = (asked, who, documents) -> new Inspected(documents, List.of());

    /**
     * Looks into documents, of which each was asked for by its ids.
     *
     * @param asked the part of the request that was theirs
     * @param who has answered
     */
    Inspected of(Q asked, Respondent.Identity who, List<RetrievedDocument> documents);

    /**
     * What came of it.
     *
     * @param documents those that are passed on
     * @param errors one for each of the others
     */
    record Inspected(List<RetrievedDocument> documents, List<XdsError> errors) {
        public Inspected {
            documents = List.copyOf(documents);
            errors = List.copyOf(errors);
        }
    }
}
