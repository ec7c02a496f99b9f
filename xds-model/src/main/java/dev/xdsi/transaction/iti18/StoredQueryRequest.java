package dev.xdsi.transaction.iti18;

import dev.xdsi.model.draft.SlotDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Registry Stored Query as written by the caller (ITI TF-2: 3.18.4.1.2), before its parameters are understood.
 *
 * @param queryId {@code AdhocQuery/@id}, the UUID URN of the query
 * @param home {@code AdhocQuery/@home}, the homeCommunityId
 * @param parameters the Slots in the order written; a name may occur more than once (AND)
 */
public record StoredQueryRequest(
        String queryId, ReturnType returnType, @Nullable String home, List<SlotDraft> parameters) {
    public StoredQueryRequest {
        parameters = List.copyOf(parameters);
    }

    /** {@code ResponseOption/@returnType}: whole objects, or references to them. */
    public enum ReturnType {
        LeafClass,
        ObjectRef
    }
}
