package dev.xdsi.imaging.search;

import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.query.Catalogue;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;

/** Answers a question by what the caller may have. The answers are looked for as they are read. */
public final class Search implements Transaction<Question, Matches> {
    private final Catalogue catalogue;
    private final StudyDisclosure disclosure;
    private final String transaction;
    private final RetrieveAddress here;
    private final SearchLimits limits;

    /** @param transaction as which consents are asked: {@code C-FIND}, {@code RAD-129} */
    public Search(
            Catalogue catalogue,
            StudyDisclosure disclosure,
            String transaction,
            RetrieveAddress here,
            SearchLimits limits) {
        this.catalogue = catalogue;
        this.disclosure = disclosure;
        this.transaction = transaction;
        this.here = here;
        this.limits = limits;
    }

    @Override
    public Matches perform(Question question, Caller caller) {
        return new Matches(question.query(), catalogue, disclosure.viewOf(caller, transaction), here, limits);
    }
}
