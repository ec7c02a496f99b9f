package dev.xdsi.journey;

import dev.xdsi.consumer.iti18.RegistryStoredQueryClient;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetClient;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.io.ByteArrayInputStream;
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
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What a source of documents sent by ITI-41 and what was acknowledged, so that it can be compared with what registry and repository have
 * afterwards. A document is told by its number: the same number is the same submission, to the last byte.
 */
final class DocumentLedger {
    private static final String GET_DOCUMENTS = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
    private static final int AT_ONCE = 20;
    private static final int USUAL = 40_000;
    private static final int LARGE = 2_000_000;
    private static final int LARGE_ONE_IN = 8;

    private final ProvideAndRegisterImagingDocumentSetClient repository;
    private final RetrieveDocumentSetClient retrieval;
    private final RegistryStoredQueryClient registry;
    private final String repositoryUniqueId;
    private final AtomicInteger sent = new AtomicInteger();
    private final ConcurrentSkipListSet<Integer> acknowledged = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListSet<Integer> unanswered = new ConcurrentSkipListSet<>();
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
        SoapClients clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID), null, ClientTimeouts.DEFAULT);
        this.repository = new ProvideAndRegisterImagingDocumentSetClient(clients, base.resolve("/repository"));
        this.retrieval = new RetrieveDocumentSetClient(clients, base.resolve("/repository"));
        this.registry = new RegistryStoredQueryClient(clients, base.resolve("/registry"));
        this.repositoryUniqueId = repositoryUniqueId;
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** The number of a document that was not sent yet. */
    int next() {
        return sent.getAndIncrement();
    }

    /** Submits this document; why it was refused, if it was. */
    Optional<String> refusalOf(int number) {
        return submit(number) ? Optional.empty() : Optional.of(refusals.getOrDefault(number, "no answer"));
    }

    /** How many entries this document has. */
    int registered(int number) {
        return entries(List.of(number)).getOrDefault(number, 0);
    }

    /** Whether this document comes as it was sent. */
    boolean isRetrieved(int number) throws IOException {
        return documents(List.of(number)).getOrDefault(number, false);
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
        try {
            var response = repository.perform(
                    new ProvideAndRegisterDocumentSetRequest(
                            submission(number),
                            List.of(new ProvidedDocument(
                                    Submissions.uuid(name(number)).value(), new Made(number)))),
                    Caller.self("test"));
            if (!response.errors().isEmpty()) {
                refusals.put(number, response.errors().toString());
                unanswered.add(number);
                return false;
            }
            acknowledged.add(number);
            unanswered.remove(number);
            return true;
        } catch (RuntimeException gone) {
            unanswered.add(number);
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
            Map<Integer, Boolean> documents = documents(some);
            for (int number : some) {
                int registered = entries.getOrDefault(number, 0);
                boolean whole = documents.getOrDefault(number, false);
                if (registered > 1) {
                    duplicates.add(number);
                }
                if (acknowledged.contains(number) && (registered == 0 || !whole)) {
                    lost.add(number);
                }
                if (!acknowledged.contains(number) && registered > 0 && !whole) {
                    partial.add(number);
                }
            }
        }
        return new Balance(acknowledged.size(), lost, duplicates, partial);
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

    /** Those that are there, and whether they are what was sent. */
    private Map<Integer, Boolean> documents(List<Integer> numbers) throws IOException {
        Map<String, Boolean> byUniqueId = new HashMap<>();
        var response = retrieval.perform(
                new RetrieveDocumentSetRequest(numbers.stream()
                        .map(number -> new DocumentRequest(null, repositoryUniqueId, uniqueId(number)))
                        .toList()),
                Caller.self("test"));
        Map<String, Integer> wanted = new HashMap<>();
        numbers.forEach(number -> wanted.put(uniqueId(number), number));
        for (RetrievedDocument document : response.documents()) {
            String uniqueId = document.request().documentUniqueId();
            try (InputStream in = document.content().open()) {
                byUniqueId.put(
                        uniqueId,
                        Arrays.equals(in.readAllBytes(), bytes(Objects.requireNonNull(wanted.get(uniqueId)))));
            }
        }
        response.delivery().complete();
        Map<Integer, Boolean> documents = new HashMap<>();
        numbers.forEach(number -> documents.put(number, byUniqueId.getOrDefault(uniqueId(number), false)));
        return documents;
    }

    private static String name(int number) {
        return "ledger-" + number;
    }

    private static String uniqueId(int number) {
        return Submissions.manifest(name(number)).uniqueId();
    }

    /** Without what the repository finds out itself. */
    private static SubmissionDraft submission(int number) {
        return new SubmissionDraft(Submissions.ofOneManifest(name(number)).objects().stream()
                .map(object -> object.kind() == Kind.ExtrinsicObject ? undetermined(object) : object)
                .toList());
    }

    private static RegistryObjectDraft undetermined(RegistryObjectDraft entry) {
        return new RegistryObjectDraft(
                entry.kind(),
                entry.header(),
                entry.name(),
                entry.description(),
                SoapPartner.without(entry.slots(), List.of("hash", "size", "repositoryUniqueId")),
                entry.classifications(),
                entry.externalIdentifiers(),
                entry.link());
    }

    private static byte[] bytes(int number) {
        Random random = new Random(number);
        byte[] bytes = new byte[random.nextInt(number % LARGE_ONE_IN == 0 ? LARGE : USUAL)];
        random.nextBytes(bytes);
        return bytes;
    }

    private record Made(int number) implements DocumentContent {
        @Override
        public long length() {
            return bytes(number).length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes(number));
        }
    }
}
