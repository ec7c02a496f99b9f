package dev.xdsi.repository.ondemand;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.io.IOException;
import java.util.List;

/** DocumentEntries as a Document Registry shows them to a caller: by ITI-18, in his name. */
public final class RegisteredEntries {
    private final Transaction<StoredQueryRequest, StoredQueryResponse> registry;

    public RegisteredEntries(Transaction<StoredQueryRequest, StoredQueryResponse> registry) {
        this.registry = registry;
    }

    /** The entries of one document. */
    List<DocumentEntry> under(String documentUniqueId, Caller caller) throws IOException {
        return ask(
                StoredQueryId.GetDocuments,
                List.of(SlotDraft.of("$XDSDocumentEntryUniqueId", "(" + quoted(documentUniqueId) + ")")),
                caller);
    }

    /** @throws IOException when the registry does not answer, or not with everything */
    public List<DocumentEntry> ask(StoredQueryId query, List<SlotDraft> parameters, Caller caller) throws IOException {
        StoredQueryResponse response;
        try {
            response = registry.perform(
                    new StoredQueryRequest(query.urn(), ReturnType.LeafClass, null, parameters), caller);
        } catch (RuntimeException e) {
            throw new IOException("the registry cannot be asked", e);
        }
        if (!response.errors().isEmpty()) {
            throw new IOException("the registry answered " + query + " with " + response.errors());
        }
        return response.objects().stream()
                .filter(object -> object.kind() == Kind.ExtrinsicObject)
                .map(DraftReader::documentEntry)
                .toList();
    }

    /** As a literal of a stored query (ITI TF-2: 3.18.4.1.2.3.5). */
    public static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
