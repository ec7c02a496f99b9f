package dev.xdsi.journey;

import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetClient;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What a source of documents sent by ITI-41 and what was acknowledged, so that it can be compared with what registry and repository have
 * afterwards. A document is told by its number: the same number is the same submission, to the last byte. It has bytes of its own unless it was
 * made of {@link #again another}.
 */
final class DocumentLedger {
    private static final String GET_DOCUMENTS = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
    private static final int AT_ONCE = 20;

    private final ProvideAndRegisterImagingDocumentSetClient repository;
    private final RetrieveDocumentSetClient retrieval;
    private final RegistryStoredQueryClient registry;
    private final String repositoryUniqueId;
    private final AtomicInteger sent;
    private final ConcurrentSkipListSet<Integer> acknowledged = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListSet<Integer> unanswered = new ConcurrentSkipListSet<>();
    private final Map<Integer, Integer> contents = new ConcurrentHashMap<>();
    private final Map<Integer, List<Integer>> together = new ConcurrentHashMap<>();
    private final Map<Integer, String> refusals = new ConcurrentHashMap<>();

    /**
     * What a comparison came to.
     *
     * @param acknowledged how many submissions were
     * @param lost acknowledged ones of which entry or document is not there, or not the one that was sent
     * @param duplicates documents with more than one entry
     * @param partial submissions that were not acknowledged of which the one is there and the other is not
     */
    record Balance(int acknowledged, List<Integer> lost, List<Integer> duplicates, List<Integer> partial) {
        @Override
        public String toString() {
            return "acked=%d lost=%d dup=%d partial=%d"
                    .formatted(acknowledged, lost.size(), duplicates.size(), partial.size());
        }
    }

    DocumentLedger(URI base, String repositoryUniqueId, Path temporary) {
        this(base, repositoryUniqueId, temporary, 0);
    }

    /** @param first the number of the first document, where a gateway has several ledgers */
    DocumentLedger(URI base, String repositoryUniqueId, Path temporary, int first) {
        SoapClients clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID), null, ClientTimeouts.DEFAULT);
        this.repository = new ProvideAndRegisterImagingDocumentSetClient(clients, base.resolve("/repository"));
        this.retrieval = new RetrieveDocumentSetClient(clients, base.resolve("/repository"));
        this.registry = new RegistryStoredQueryClient(clients, base.resolve("/registry"));
        this.repositoryUniqueId = repositoryUniqueId;
        this.sent = new AtomicInteger(first);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** The number of a document that was not sent yet. */
    int next() {
        return sent.getAndIncrement();
    }

    /** The number of a document that was not sent yet and has the bytes of this one. */
    int again(int number) {
        int other = next();
        contents.put(other, document(number).content());
        return other;
    }

    LedgerDocument document(int number) {
        return new LedgerDocument(number, contents.getOrDefault(number, number));
    }

    /** Submits this document; why it was refused, if it was. */
    Optional<String> refusalOf(int number) {
        return refusalOf(List.of(number));
    }

    /** Submits these documents together; why they were refused, if they were. */
    Optional<String> refusalOf(List<Integer> numbers) {
        return submit(numbers) ? Optional.empty() : Optional.of(refusals.getOrDefault(numbers.getFirst(), "no answer"));
    }

    /** Of a document that a source begins to send, and is never told of. */
    void begun(int number) {
        unanswered.add(number);
    }

    /** How many entries this document has. */
    int registered(int number) {
        return entries(List.of(number)).getOrDefault(number, 0);
    }

    /** Whether this document comes as it was sent. */
    boolean isRetrieved(int number) throws IOException {
        return retrieve(List.of(number)).intact().getOrDefault(number, false);
    }

    /** Submits one document after the other until there is no answer. */
    void submitWhileAnswered() {
        while (submit(next())) {
            // what counts was written down
        }
    }

    /** Submits one document after the other, whatever is answered. */
    void submitUntil(BooleanSupplier enough) {
        while (!enough.getAsBoolean()) {
            submit(next());
        }
    }

    /** Sends those again that were not acknowledged, every second one: sources try again, or do not. */
    void tryAgain() {
        for (int number : unanswered) {
            if (number % 2 == 0 && !submit(number)) {
                throw new AssertionError("not even the second try of document " + number + " was acknowledged: "
                        + refusals.getOrDefault(number, "no answer"));
            }
        }
    }

    private boolean submit(int number) {
        return submit(List.of(number));
    }

    private boolean submit(List<Integer> numbers) {
        List<LedgerDocument> documents = numbers.stream().map(this::document).toList();
        numbers.forEach(number -> together.put(number, numbers));
        try {
            var response = repository.perform(LedgerDocument.submission(documents), Caller.self("test"));
            if (!response.errors().isEmpty()) {
                refusals.put(numbers.getFirst(), response.errors().toString());
                unanswered.addAll(numbers);
                return false;
            }
            acknowledged.addAll(numbers);
            unanswered.removeAll(numbers);
            return true;
        } catch (RuntimeException gone) {
            unanswered.addAll(numbers);
            return false;
        }
    }

    Balance compare() throws IOException {
        List<Integer> lost = new ArrayList<>();
        List<Integer> duplicates = new ArrayList<>();
        List<Integer> partial = new ArrayList<>();
        List<Integer> all = new ArrayList<>(acknowledged);
        all.addAll(unanswered);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Integer> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            Map<Integer, Integer> entries = entries(some);
            Map<Integer, Boolean> documents = retrieve(some).intact();
            for (int number : some) {
                int registered = entries.getOrDefault(number, 0);
                boolean whole = documents.getOrDefault(number, false);
                if (registered > 1) {
                    duplicates.add(number);
                }
                if (acknowledged.contains(number) && (registered == 0 || !whole)) {
                    lost.add(number);
                }
                if (!acknowledged.contains(number) && registered > 0 && !(whole && othersOf(number))) {
                    partial.add(number);
                }
            }
        }
        return new Balance(acknowledged.size(), lost, duplicates, partial);
    }

    /** Whether what came with it is registered as well. */
    private boolean othersOf(int number) {
        List<Integer> all = together.getOrDefault(number, List.of(number));
        return all.size() == 1 || !entries(all).containsValue(0);
    }

    private Map<Integer, Integer> entries(List<Integer> numbers) {
        Map<String, Integer> byUniqueId = new HashMap<>();
        registry.perform(
                        new StoredQueryRequest(
                                GET_DOCUMENTS,
                                ReturnType.LeafClass,
                                null,
                                List.of(new SlotDraft(
                                        "$XDSDocumentEntryUniqueId",
                                        numbers.stream()
                                                .map(number -> "('" + uniqueId(number) + "')")
                                                .toList()))),
                        Caller.self("test"))
                .objects()
                .forEach(entry -> byUniqueId.merge(
                        entry.externalIdentifier(Identifier.DE_UNIQUE_ID).orElseThrow(), 1, Integer::sum));
        Map<Integer, Integer> entries = new HashMap<>();
        numbers.forEach(number -> entries.put(number, byUniqueId.getOrDefault(uniqueId(number), 0)));
        return entries;
    }

    /**
     * What was answered to one question for documents.
     *
     * @param intact of those that came: whether they are what was sent
     */
    record Retrieved(Map<Integer, Boolean> intact, List<XdsError> errors) {}

    Retrieved retrieve(List<Integer> numbers) throws IOException {
        Map<String, LedgerDocument> wanted = new HashMap<>();
        numbers.forEach(number -> wanted.put(uniqueId(number), document(number)));
        var response = retrieval.perform(
                new RetrieveDocumentSetRequest(numbers.stream()
                        .map(number -> new DocumentRequest(null, repositoryUniqueId, uniqueId(number)))
                        .toList()),
                Caller.self("test"));
        Map<Integer, Boolean> intact = new HashMap<>();
        for (RetrievedDocument document : response.documents()) {
            LedgerDocument sent =
                    Objects.requireNonNull(wanted.get(document.request().documentUniqueId()));
            try (InputStream in = document.content().open()) {
                intact.put(sent.number(), Arrays.equals(in.readAllBytes(), sent.bytes()));
            }
        }
        response.delivery().complete();
        return new Retrieved(intact, response.errors());
    }

    private String uniqueId(int number) {
        return document(number).uniqueId();
    }
}
