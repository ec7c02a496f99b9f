package dev.xdsi.registry.disclosure;

import dev.xdsi.disclosure.ConsentDecisionPoint.View;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Allowance;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The store as it is for one caller during one call: what he may not see does not exist, is not counted and limits nothing. So every
 * stored query, whatever it returns, is answered as if the rest had never been registered.
 */
public final class VisibleObjects implements StoreQuestions {
    /** More objects than this are not looked through for those that may be seen. */
    private static final int MOST_LOOKED_THROUGH = 400_000;

    private static final int WIDER = 4;

    private final StoreQuestions store;
    private final View view;
    private final Visibility visibility;

    public VisibleObjects(StoreQuestions store, View view) {
        this.store = store;
        this.view = view;
        this.visibility = new Visibility(store, view);
    }

    @Override
    public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return visible(most -> store.documentEntries(allOf, most), visibility::ofDocumentEntries, atMost);
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return visible(most -> store.submissionSets(allOf, most), visibility::ofPackages, atMost);
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return visible(most -> store.folders(allOf, most), visibility::ofPackages, atMost);
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return visible(most -> store.associations(allOf, most), visibility::ofAssociations, atMost);
    }

    /** What a package holds is of that moment too; what the patient permits is asked of who decides. */
    @Override
    public <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        return store.atOneMoment(moment -> questions.apply(new VisibleObjects(moment, view)));
    }

    /** Too long is what may be seen, not what is looked through for it; that too is read, and so is what tells who may see it. */
    @Override
    public StoreQuestions within(Allowance allowance) {
        return new VisibleObjects(store.within(allowance.toLookThrough()), view);
    }

    /** Of objects that one of the questions has given. */
    @Override
    public Map<EntryUuid, String> written(List<RegisteredObject> found) {
        return store.written(found);
    }

    /** The store knows no pages, so where too little of what it gave may be seen it is asked again for more. */
    private static <T> List<T> visible(IntFunction<List<T>> question, Function<List<T>, List<T>> seen, int atMost) {
        int limit = Math.max(atMost, MOST_LOOKED_THROUGH);
        for (long most = atMost; ; most = Math.min(most * WIDER, limit)) {
            List<T> found = question.apply((int) most);
            List<T> visible = seen.apply(found);
            if (visible.size() >= atMost || found.size() < most) {
                return visible.stream().limit(atMost).toList();
            }
            if (most == limit) {
                throw new IllegalStateException("more than " + limit + " objects to look through");
            }
        }
    }
}
