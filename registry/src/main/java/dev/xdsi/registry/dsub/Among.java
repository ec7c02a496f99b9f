package dev.xdsi.registry.dsub;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A store in which there is nothing but the objects of one happening. */
record Among(StoreQuestions store, Set<EntryUuid> objects) implements StoreQuestions {
    @Override
    public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return store.documentEntries(this.<Criterion.OfDocumentEntry>withinThem(allOf), atMost);
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return store.submissionSets(this.<Criterion.OfSubmissionSet>withinThem(allOf), atMost);
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return store.folders(this.<Criterion.OfFolder>withinThem(allOf), atMost);
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return store.associations(this.<Criterion.OfAssociation>withinThem(allOf), atMost);
    }

    @Override
    public Map<EntryUuid, String> written(List<RegisteredObject> found) {
        return store.written(found);
    }

    @Override
    public <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        return store.atOneMoment(moment -> questions.apply(new Among(moment, objects)));
    }

    @SuppressWarnings("unchecked") // A condition on the entryUUID can be put to every kind of object.
    private <C extends Criterion> List<C> withinThem(List<? extends C> allOf) {
        List<C> all = new ArrayList<>(allOf);
        all.add((C) (Criterion) new EntryUuidIn(objects));
        return all;
    }
}
