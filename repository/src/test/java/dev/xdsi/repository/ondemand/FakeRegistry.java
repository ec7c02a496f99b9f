package dev.xdsi.repository.ondemand;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.util.ArrayList;
import java.util.List;

/** A registry of DocumentEntries, which finds by uniqueId, and everything of a patient. */
public final class FakeRegistry {
    public final List<DocumentEntry> entries = new ArrayList<>();
    public final List<StoredQueryRequest> asked = new ArrayList<>();
    public final List<Caller> callers = new ArrayList<>();
    public final List<SubmissionDraft> registered = new ArrayList<>();
    public RegistryResponse answer = RegistryResponse.SUCCESS;
    /** After so many questions it answers none. */
    public int downAfter = Integer.MAX_VALUE;

    public OnDemand.Registry transactions() {
        return new OnDemand.Registry(this::ask, (request, caller) -> {
            registered.add(request.submission());
            if (answer.status() == RegistryResponse.Status.SUCCESS) {
                request.submission()
                        .documentEntries()
                        .map(DraftReader::documentEntry)
                        .forEach(entries::add);
            }
            return answer;
        });
    }

    private StoredQueryResponse ask(StoredQueryRequest request, Caller caller) {
        asked.add(request);
        if (asked.size() > downAfter) {
            throw new IllegalStateException("down");
        }
        callers.add(caller);
        boolean byId = request.queryId().equals(StoredQueryId.GetDocuments.urn());
        String wanted = request.parameters().getFirst().values().getFirst();
        return new StoredQueryResponse(
                entries.stream()
                        .filter(entry -> byId
                                ? wanted.contains("'" + entry.uniqueId() + "'")
                                : wanted.equals("'" + entry.patientId().cx() + "'") && entry.size() != null)
                        .map(DraftWriter::draft)
                        .toList(),
                List.of(),
                List.of());
    }
}
