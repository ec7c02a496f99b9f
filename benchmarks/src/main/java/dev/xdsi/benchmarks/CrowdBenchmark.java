package dev.xdsi.benchmarks;

import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Questions about a patient who has far more documents than an answer may have (ITI TF-2: 3.18.4.1.2.6): they are refused soon and without
 * much heap, and who has just as many as an answer may have is answered; so are several at once, whose answers together have a limit too.
 */
record CrowdBenchmark(Benchmarks.Report report, GatewayProcess gateway, HeapLog heap) {
    private static final int TIMES = 10;
    private static final int AT_ONCE = 8;
    private static final String REFUSED = "XDSTooManyResults";
    private static final String REFERENCE = "ObjectRef id";

    void measure(int crowd) throws IOException, InterruptedException {
        String of = " of " + Population.entries(crowd) + " documents";
        String patient = Population.patientId(crowd).cx();
        refused("FindDocuments" + of, Envelopes.findDocuments(patient));
        refused("FindDocuments" + of + ", references", references(Envelopes.findDocuments(patient)));
        refused("GetAll" + of, Envelopes.getAll(patient));
        refused("GetAll" + of + ", references", references(Envelopes.getAll(patient)));
        String atTheLimit = Population.patientId(Population.AT_THE_LIMIT).cx();
        ask(
                "FindDocuments of " + Population.MOST_REFERENCES + ", references",
                references(Envelopes.findDocuments(atTheLimit)),
                REFERENCE,
                Population.MOST_REFERENCES);
        together(
                "FindDocuments of " + Population.MOST_REFERENCES + ", references",
                references(Envelopes.findDocuments(atTheLimit)),
                REFERENCE,
                Population.MOST_REFERENCES);
        together(
                "FindDocuments" + of + ", references, refused",
                references(Envelopes.findDocuments(patient)),
                REFUSED,
                1);
    }

    private static StoredQueryRequest references(StoredQueryRequest query) {
        return new StoredQueryRequest(query.queryId(), ReturnType.ObjectRef, query.home(), query.parameters());
    }

    private void refused(String what, StoredQueryRequest query) throws IOException, InterruptedException {
        ask(what + ", refused", query, REFUSED, 1);
    }

    private void ask(String what, StoredQueryRequest query, String word, int words)
            throws IOException, InterruptedException {
        byte[] request = Envelopes.query(query).filled("a-message-id", "");
        gateway.liveHeapMegabytes();
        heap.most();
        long[] nanos = new long[TIMES];
        try (KeptConnection connection = new KeptConnection(gateway.ports().plain(), "/registry")) {
            for (int i = 0; i < TIMES; i++) {
                long begun = System.nanoTime();
                KeptConnection.Answer answer = connection.post(request, word);
                nanos[i] = System.nanoTime() - begun;
                if (answer.words() != words) {
                    throw new IOException(what + ": " + answer);
                }
            }
        }
        report.row(what + ", the first", nanos[0] / 1e6, "ms");
        Arrays.sort(nanos);
        report.row(what + ", median of " + TIMES, nanos[TIMES / 2] / 1e6, "ms");
        heap.most().ifPresent(most -> report.row(what + ", most heap after a collection", most, "MB"));
    }

    /** As many as would not all fit into the heap, each on a connection of his own, {@link #TIMES} times one after the other. */
    private void together(String what, StoredQueryRequest query, String word, int words)
            throws IOException, InterruptedException {
        byte[] request = Envelopes.query(query).filled("a-message-id", "");
        String many = AT_ONCE + " at once: " + what;
        gateway.liveHeapMegabytes();
        heap.most();
        long begun = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asking = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> clients.submit(() -> asked(request, word, words)))
                    .toList();
            for (Future<Integer> client : asking) {
                if (client.get() < TIMES) {
                    throw new IOException(many + ": only " + client.get() + " of " + TIMES + " answers as expected");
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(many, e);
        }
        report.row(many + ", each", (System.nanoTime() - begun) / 1e6 / (AT_ONCE * TIMES), "ms");
        heap.most().ifPresent(most -> report.row(many + ", most heap after a collection", most, "MB"));
    }

    private int asked(byte[] request, String word, int words) throws IOException {
        int asExpected = 0;
        try (KeptConnection connection = new KeptConnection(gateway.ports().plain(), "/registry")) {
            for (int i = 0; i < TIMES; i++) {
                asExpected += connection.post(request, word).words() == words ? 1 : 0;
            }
        }
        return asExpected;
    }
}
