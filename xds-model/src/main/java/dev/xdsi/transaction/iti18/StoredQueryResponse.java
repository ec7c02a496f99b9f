package dev.xdsi.transaction.iti18;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a Registry Stored Query (ITI TF-2: 3.18.4.1.3): objects as they were registered, or references to them.
 */
public record StoredQueryResponse(List<RegistryObjectDraft> objects, List<ObjectRef> refs, List<XdsError> errors) {
    public StoredQueryResponse {
        objects = List.copyOf(objects);
        refs = List.copyOf(refs);
        errors = List.copyOf(errors);
    }

    /** An answer without results, for the given reasons. */
    public static StoredQueryResponse failure(List<XdsError> errors) {
        return new StoredQueryResponse(List.of(), List.of(), errors);
    }

    public RegistryResponse outcome() {
        return RegistryResponse.of(errors, !objects.isEmpty() || !refs.isEmpty());
    }

    /** {@code rim:ObjectRef}: an entryUUID, and the community that knows it. */
    public record ObjectRef(String id, @Nullable String home) {}
}
