package dev.xdsi.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.registry.model.Thing.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many do things to few documents at once. In whatever order the registry took it, some things are always true of what it shows: while it happens
 * and when it is over.
 */
final class ConcurrentHistory {
    private static final int THREADS = 8;
    private static final int LONGEST = 100;
    private static final String ANNA = "anna";
    /** Who is taken for Anna, and is not. */
    private static final String CARL = "carl";

    private static final List<String> BUSY_PATIENTS = List.of(ANNA, "bert", CARL);
    private static final Set<ErrorCode> BEING_LATE =
            Set.of(ErrorCode.XDSRegistryDeprecatedDocumentError, ErrorCode.XDSRegistryBusy);
    private static final Set<ErrorCode> BEING_MERGED =
            Set.of(ErrorCode.XDSUnknownPatientId, ErrorCode.XDSPatientIdDoesNotMatch);

    /** Of one database: whoever asks one of them learns what the other has done. */
    private final List<RealRegistry> registries;

    private final AtomicInteger named = new AtomicInteger();
    private final Map<String, Submission> sent = new ConcurrentHashMap<>();
    private final Map<String, String> origins = new ConcurrentHashMap<>();
    private final Queue<Submission> taken = new ConcurrentLinkedQueue<>();
    private final Queue<Submission> refused = new ConcurrentLinkedQueue<>();
    private final Map<String, List<String>> documents = new HashMap<>();
    /** What Carl had from the beginning. */
    private final Set<String> carls = new HashSet<>();

    private final Map<String, String> folders = new HashMap<>();

    ConcurrentHistory(List<RealRegistry> registries) {
        this.registries = registries;
        BUSY_PATIENTS.forEach(patient -> {
            registries.getFirst().register(patient);
            documents.put(patient, new CopyOnWriteArrayList<>());
            Submission first = Submission.of(Thing.submissionSet(fresh("s"), patient));
            folders.put(patient, fresh("f"));
            first = first.with(Thing.folder(folders.getOrDefault(patient, ""), patient));
            for (int i = 0; i < 3; i++) {
                String document = fresh("d");
                first = first.with(Thing.document(document, patient));
            }
            submit(registries.getFirst(), first);
            if (patient.equals(CARL)) {
                carls.addAll(objects(first));
            }
        });
    }

    /** What each thread does in one history, of all that it is to do. */
    record Part(int first, int steps) {}

    /** So many steps in histories of their own: each looks at all that has happened in it, which takes the longer the more that is. */
    static List<Part> parts(int steps) {
        return IntStream.iterate(0, first -> first < steps, first -> first + LONGEST)
                .mapToObj(first -> new Part(first, Math.min(LONGEST, steps - first)))
                .toList();
    }

    /** Lets it all happen. */
    void happen(Part part, long seed) throws Exception {
        List<Callable<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            RealRegistry registry = registries.get(i % registries.size());
            Random random = new Random(seed + part.first() + i);
            threads.add(() -> {
                for (int step = 0; step < part.steps(); step++) {
                    doSomething(registry, random);
                }
                return true;
            });
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Boolean> thread : executor.invokeAll(threads, 5, TimeUnit.MINUTES)) {
                assertThat(thread.get()).isTrue();
            }
        }
        isWholeNow();
    }

    private void doSomething(RealRegistry registry, Random random) {
        String patient = BUSY_PATIENTS.get(random.nextInt(BUSY_PATIENTS.size()));
        List<String> his = List.copyOf(documents.getOrDefault(patient, List.of()));
        String target = his.get(Math.max(0, his.size() - 1 - random.nextInt(8)));
        String document = fresh("d");
        Submission submission = Submission.of(Thing.submissionSet(fresh("s"), patient));
        Submission bringing = submission.with(Thing.document(document, patient));
        switch (random.nextInt(12)) {
            case 0 -> submit(registry, bringing);
            case 1, 2, 3 -> {
                origins.put(document, origins.getOrDefault(target, target));
                submit(registry, bringing.with(AssociationType.RPLC, document, target));
            }
            case 4, 5 -> submit(registry, bringing.with(AssociationType.APND, document, target));
            case 6 -> submit(registry, submission.puts(target, folders.getOrDefault(patient, "")));
            case 7 -> oneOfEachChainIsCurrent(registry, patient);
            case 8, 9 -> mergeOrSeparate(registry, random);
            default ->
                registry.findUnlessBusy(Question.about(Query.GetAll, patient)).ifPresent(this::nothingIsHalf);
        }
    }

    private void mergeOrSeparate(RealRegistry registry, Random random) {
        if (random.nextBoolean()) {
            registry.merge(ANNA, CARL);
        } else {
            registry.register(CARL);
        }
    }

    private void submit(RealRegistry registry, Submission submission) {
        sent.put(submission.set().name(), submission);
        Set<ErrorCode> errors = registry.submit(submission, 1).errors();
        if (errors.isEmpty()) {
            taken.add(submission);
            submission.all().stream()
                    .filter(Thing::isDocument)
                    .forEach(document -> documents
                            .getOrDefault(document.patient(), List.of())
                            .add(document.name()));
        } else {
            Set<ErrorCode> possible = new HashSet<>(BEING_LATE);
            if (submission.set().patient().equals(CARL)) {
                possible.addAll(BEING_MERGED);
            }
            assertThat(possible).as("%s", submission).containsAll(errors);
            refused.add(submission);
        }
    }

    private void oneOfEachChainIsCurrent(RealRegistry registry, String patient) {
        List<String> current =
                registry
                        .find(Question.about(Query.FindDocuments, patient).ofStatus(AvailabilityStatus.APPROVED))
                        .stream()
                        .map(document -> origins.getOrDefault(document.name(), document.name()))
                        .toList();
        assertThat(current).as("current documents by what they go back to").doesNotHaveDuplicates();
    }

    /** What is seen at one moment: no submission by half, and Carl is Anna with all that is his, or is not. */
    private void nothingIsHalf(List<Thing> seen) {
        Invariants.nothingIsHalf(seen, sent);
        Set<String> his = seen.stream().map(Thing::name).filter(carls::contains).collect(Collectors.toSet());
        assertThat(his)
                .as("what is Carl's")
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        all -> assertThat(all).isEqualTo(carls));
    }

    /** When it is over: all that was taken is there, nothing of what was refused, and it fits together. */
    private void isWholeNow() {
        registries.getFirst().register(CARL);
        Map<String, Thing> all = new HashMap<>();
        List<Link> links = new ArrayList<>();
        for (String patient : BUSY_PATIENTS) {
            for (Thing thing : registries.getLast().find(Question.about(Query.GetAll, patient))) {
                Link link = thing.link();
                if (link == null) {
                    assertThat(all.put(thing.name(), thing))
                            .as("belongs to two: %s", thing)
                            .isNull();
                    assertThat(thing.patient()).isEqualTo(patient);
                } else {
                    links.add(link);
                }
            }
            oneOfEachChainIsCurrent(registries.getFirst(), patient);
        }
        taken.forEach(submission -> assertThat(all.keySet()).containsAll(objects(submission)));
        refused.forEach(submission -> assertThat(all.keySet()).doesNotContainAnyElementsOf(objects(submission)));
        Invariants.fitsTogether(all, links);
    }

    private static List<String> objects(Submission submission) {
        return submission.all().stream()
                .filter(thing -> thing.link() == null)
                .map(Thing::name)
                .toList();
    }

    private String fresh(String kind) {
        return kind + named.incrementAndGet();
    }
}
