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
import java.util.stream.Stream;

/**
 * Many do things to few documents at once. In whatever order the registry took it, some things are always true of what it shows: while it happens
 * and when it is over.
 */
final class ConcurrentHistory {
    private static final int THREADS = 8;
    private static final List<String> BUSY_PATIENTS = List.of("anna", "bert");
    private static final Set<ErrorCode> BEING_LATE =
            Set.of(ErrorCode.XDSRegistryDeprecatedDocumentError, ErrorCode.XDSRegistryBusy);

    /** Of one database: whoever asks one of them learns what the other has done. */
    private final List<RealRegistry> registries;

    private final AtomicInteger named = new AtomicInteger();
    private final Map<String, Submission> sent = new ConcurrentHashMap<>();
    private final Map<String, String> origins = new ConcurrentHashMap<>();
    private final Queue<Submission> taken = new ConcurrentLinkedQueue<>();
    private final Queue<Submission> refused = new ConcurrentLinkedQueue<>();
    private final Map<String, List<String>> documents = new HashMap<>();
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
                first = first.with(Thing.document(document, patient, 1));
            }
            submit(registries.getFirst(), first);
        });
    }

    /** Lets it all happen, each thread doing so many things. */
    void happen(int steps, long seed) throws Exception {
        List<Callable<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            RealRegistry registry = registries.get(i % registries.size());
            Random random = new Random(seed + i);
            threads.add(() -> {
                for (int step = 0; step < steps; step++) {
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
        Submission bringing = submission.with(Thing.document(document, patient, 1));
        switch (random.nextInt(10)) {
            case 0 -> submit(registry, bringing);
            case 1, 2, 3 -> {
                origins.put(document, origins.getOrDefault(target, target));
                submit(registry, bringing.with(AssociationType.RPLC, document, target));
            }
            case 4, 5 -> submit(registry, bringing.with(AssociationType.APND, document, target));
            case 6 -> submit(registry, submission.puts(target, folders.getOrDefault(patient, "")));
            case 7 -> oneOfEachChainIsCurrent(registry, patient);
            default ->
                registry.findUnlessBusy(Question.about(Query.GetAll, patient)).ifPresent(this::nothingIsHalf);
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
            assertThat(BEING_LATE).as("%s", submission).containsAll(errors);
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

    /** What is seen at one moment: SubmissionSets with all that came with them, and what was replaced is Deprecated. */
    private void nothingIsHalf(List<Thing> seen) {
        Set<String> names = seen.stream().map(Thing::reference).collect(Collectors.toSet());
        Set<String> links = seen.stream()
                .flatMap(thing -> Stream.ofNullable(thing.link()))
                .map(Thing.Link::toString)
                .collect(Collectors.toSet());
        Set<String> current =
                seen.stream().filter(Thing::approved).map(Thing::name).collect(Collectors.toSet());
        seen.stream().filter(Thing::isSubmissionSet).forEach(set -> {
            Submission submission = sent.get(set.name());
            assertThat(submission).as(set.name()).isNotNull();
            assertThat(names)
                    .as("what came with %s", set.name())
                    .containsAll(submission.others().stream()
                            .filter(thing -> thing.link() == null)
                            .map(Thing::reference)
                            .toList());
        });
        seen.stream().flatMap(thing -> Stream.ofNullable(thing.link())).forEach(link -> {
            if (link.type() == AssociationType.RPLC) {
                assertThat(names).as("what replaces: %s", link).contains(link.source());
                assertThat(current)
                        .as("what is replaced: %s in %s", link, links)
                        .doesNotContain(link.target());
            }
        });
    }

    /** When it is over: all that was taken is there, nothing of what was refused, and it fits together. */
    private void isWholeNow() {
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
        fitsTogether(all, links);
    }

    private static List<String> objects(Submission submission) {
        return submission.all().stream()
                .filter(thing -> thing.link() == null)
                .map(Thing::name)
                .toList();
    }

    private static void fitsTogether(Map<String, Thing> all, List<Link> links) {
        Map<String, String> replacements = new HashMap<>();
        links.stream().filter(link -> link.type() == AssociationType.RPLC).forEach(link -> {
            assertThat(replacements.put(link.target(), link.source()))
                    .as("replaced twice: %s", link.target())
                    .isNull();
            assertThat(approved(all, link.target()))
                    .as("replaced: %s", link.target())
                    .isFalse();
        });
        Set<String> dependent = new HashSet<>();
        links.stream().filter(link -> link.type() == AssociationType.APND).forEach(link -> {
            dependent.add(link.source());
            assertThat(approved(all, link.source()))
                    .as("%s, an addendum of %s", link.source(), link.target())
                    .isEqualTo(!replacements.containsKey(link.source()) && approved(all, link.target()));
        });
        all.values().stream()
                .filter(Thing::isDocument)
                .filter(document -> !dependent.contains(document.name()))
                .forEach(document -> assertThat(document.approved())
                        .as("%s, which nobody has replaced or somebody has", document.name())
                        .isEqualTo(!replacements.containsKey(document.name())));
        links.stream()
                .filter(link -> link.type() == AssociationType.HAS_MEMBER
                        && all.containsKey(link.source())
                        && all.get(link.source()).isFolder())
                .forEach(link -> {
                    String replacement = replacements.get(link.target());
                    if (replacement != null) {
                        assertThat(links)
                                .as("%s replaces %s, which is in a folder", replacement, link.target())
                                .contains(new Link(AssociationType.HAS_MEMBER, link.source(), replacement, null));
                    }
                });
    }

    private static boolean approved(Map<String, Thing> all, String name) {
        Thing thing = all.get(name);
        return thing != null && thing.approved();
    }

    private String fresh(String kind) {
        return kind + named.incrementAndGet();
    }
}
