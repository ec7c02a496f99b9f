package dev.xdsi.registry.iti18;

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

/** Registry Stored Query [ITI-18], the Document Registry's side (ITI TF-2: 3.18). */
public final class RegistryStoredQuery implements Transaction<StoredQueryRequest, StoredQueryResponse> {
    private final Function<Caller, StoreQuestions> store;
    private final StoredQueries queries;

    /** A registry that answers everybody alike. */
    public RegistryStoredQuery(StoreQuestions store, QueryLimits limits) {
        this(caller -> store, limits, null);
    }

    /** A registry that shares its heap with nobody who asks for much. */
    public RegistryStoredQuery(
            Function<Caller, StoreQuestions> store, QueryLimits limits, @Nullable HomeCommunityId home) {
        this(store, new LongAnswers(limits), home);
    }

    /**
     * @param store as it is for a caller, during one call
     * @param longAnswers those of all transactions of the registry
     * @param home the community of the registry, where it has one
     */
    public RegistryStoredQuery(
            Function<Caller, StoreQuestions> store, LongAnswers longAnswers, @Nullable HomeCommunityId home) {
        this.store = store;
        this.queries = new StoredQueries(QueryTable.REGISTRY_STORED_QUERY, longAnswers, home);
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
