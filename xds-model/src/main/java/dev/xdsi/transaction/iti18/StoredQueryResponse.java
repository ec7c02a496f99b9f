package dev.xdsi.transaction.iti18;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a Registry Stored Query (ITI TF-2: 3.18.4.1.3): objects as they were registered, or references to them.
 *
 * @param partial whether an empty result beside the errors is one: some of those who were asked have answered, and have nothing
 *     (ITI TF-3: 4.2.4.2). What was found needs no such word, and what is withheld later leaves none.
 */
public record StoredQueryResponse(
        List<RegistryObjectDraft> objects, List<ObjectRef> refs, List<XdsError> errors, boolean partial) {
    public StoredQueryResponse {
        objects = List.copyOf(objects);
        refs = List.copyOf(refs);
        errors = List.copyOf(errors);
        partial = RegistryResponse.of(errors, partial).status() == Status.PARTIAL_SUCCESS;
    }

    /** The answer of one, whose result is what it has found. */
    public StoredQueryResponse(List<RegistryObjectDraft> objects, List<ObjectRef> refs, List<XdsError> errors) {
        this(objects, refs, errors, false);
    }

    /** An answer without results, for the given reasons. */
    public static StoredQueryResponse failure(List<XdsError> errors) {
        return new StoredQueryResponse(List.of(), List.of(), errors);
    }

    public RegistryResponse outcome() {
        return RegistryResponse.of(errors, partial || !objects.isEmpty() || !refs.isEmpty());
    }

    /** {@code rim:ObjectRef}: an entryUUID, and the community that knows it. */
    public record ObjectRef(String id, @Nullable String home) {}
}
