package dev.xdsi.registry.dsub;

import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;

/** How the registry answers a stored query, over the store as somebody sees it (ITI TF-2: 3.18). */
@FunctionalInterface
public interface StoredQueries {
    StoredQueryResponse answer(StoredQueryRequest query, StoreQuestions over);
}
