package dev.xdsi.registry.iti51;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.registry.query.LongAnswers;
import dev.xdsi.registry.query.QueryAnswer;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.query.QueryTable;
import dev.xdsi.registry.query.StoredQueries;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Multi-Patient Stored Query [ITI-51], the Document Registry's side (ITI TF-2: 3.51): request and response are those of Registry
 * Stored Query, the answer may be about any number of patients.
 */
public final class MultiPatientStoredQuery implements Transaction<StoredQueryRequest, StoredQueryResponse> {
    private final Function<Caller, StoreQuestions> store;
    private final StoredQueries queries;

    /** A registry that shares its heap with nobody who asks for much. */
    public MultiPatientStoredQuery(
            Function<Caller, StoreQuestions> store, QueryLimits limits, @Nullable HomeCommunityId home) {
        this(store, new LongAnswers(limits), home);
    }

    /**
     * @param store as it is for a caller, during one call
     * @param longAnswers those of all transactions of the registry
     * @param home the community of the registry, where it has one
     */
    public MultiPatientStoredQuery(
            Function<Caller, StoreQuestions> store, LongAnswers longAnswers, @Nullable HomeCommunityId home) {
        this.store = store;
        this.queries = new StoredQueries(QueryTable.MULTI_PATIENT_STORED_QUERY, longAnswers, home);
    }

    @Override
    public StoredQueryResponse perform(StoredQueryRequest request, Caller caller) {
        return answer(request, caller).response();
    }

    /** The same, with what was found still unread. */
    public QueryAnswer answer(StoredQueryRequest request, Caller caller) {
        return queries.answer(request, store.apply(caller));
    }
}
