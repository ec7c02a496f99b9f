package dev.xdsi.consented;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consented.Contents.Study;
import dev.xdsi.consented.Registered.Item;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random callers ask random things on every path on which something is read, and each answer is compared with what {@link Oracle} says.
 * {@code -Dxdsi.oracle.seed=…} repeats a run or makes another, {@code -Dxdsi.oracle.requests=…} a longer one.
 */
@Tag("integration")
class ConsentOracleTest {
    private static final long SEED = Long.getLong("xdsi.oracle.seed", 20260501);
    private static final int REQUESTS = Integer.getInteger("xdsi.oracle.requests", 5_000);
    private static final int PATIENTS = 48;
    private static final int MOST_SHOWN = 20;
    private static final List<String> CLASSES = List.of("IMG", "PSY", "LAB");
    private static final List<String> SECRETS = List.of("N", "V");
    private static final List<String> POLICIES = List.of("share", "only-a", "no-psy", "no-v", "emergency");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<PatientId> patients = new ArrayList<>();
    private final List<Study> studies = new ArrayList<>();
    private final Map<String, Integer> decisions = new TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();
    private int permitted;

    @Test
    void everyPathDiscloses_whatTheOracleSays_andNothingElse(@TempDir Path folder) throws Exception {
        try (Domain domain = new Domain(folder);
                ReadPaths paths = new ReadPaths(domain)) {
            Contents contents = new Contents(domain);
            for (int i = 0; i < PATIENTS; i++) {
                fill(contents);
            }
            AcrossPaths across = new AcrossPaths(domain);
            for (int i = 0; i < REQUESTS; i++) {
                domain.unlessSaid.set(either("opt-in", "opt-out"));
                domain.registryIsElsewhere.set(i % 10 == 0);
                ask(contents.registered, paths, across, domain.unlessSaid.get());
            }
        }
        int all = decisions.values().stream().mapToInt(Integer::intValue).sum();
        System.err.printf(
                "consent oracle: seed=%d requests=%d decisions=%d permitted=%d disagreements=%d by path %s%n",
                SEED, REQUESTS, all, permitted, disagreements.size(), decisions);
        assertThat(disagreements).isEmpty();
        assertThat(decisions).hasSize(16);
        assertThat(permitted).isBetween(all / 10, all - all / 10);
    }

    private void fill(Contents contents) throws Exception {
        PatientId patient = contents.patient();
        patients.add(patient);
        consents(contents, patient);
        List<Item> first = contents.provide(patient, pair(), pair());
        contents.provide(patient, pair());
        contents.replace(first.getFirst(), any(CLASSES), any(SECRETS));
        if (random.nextBoolean()) {
            contents.folder(patient, List.of(first.getLast()));
        }
        studies.add(
                random.nextInt(5) == 0
                        ? contents.unpublished(patient)
                        : contents.study(patient, any(CLASSES), any(SECRETS)));
    }

    /** Given, replaced, revoked, expired, in the future, at its very limits, in conflict with another, or none. */
    private void consents(Contents contents, PatientId patient) {
        switch (random.nextInt(11)) {
            case 0 -> {}
            case 1, 2 -> contents.consent(patient, any(POLICIES));
            case 3 -> contents.consent(patient, -9, 24, contents.consent(patient, any(POLICIES)), any(POLICIES));
            case 4 -> {
                String policy = any(POLICIES);
                contents.consent(patient, -24, -1, contents.consent(patient, policy), policy);
            }
            case 5 -> contents.consent(patient, -24, -1, null, any(POLICIES));
            case 6 -> contents.consent(patient, 1, 24, null, any(POLICIES));
            case 7 -> contents.consent(patient, 0, 24, null, any(POLICIES));
            case 8 -> contents.consent(patient, -24, 0, null, any(POLICIES));
            case 9 -> {
                contents.consent(patient, any(POLICIES));
                contents.consent(patient, any(POLICIES));
            }
            default -> contents.consent(patient, "share", any(POLICIES.subList(1, POLICIES.size())));
        }
    }

    private void ask(Registered registered, ReadPaths paths, AcrossPaths across, String unlessSaid) throws Exception {
        int which = random.nextInt(patients.size());
        PatientId patient = patients.get(which);
        Study study = studies.get(which);
        Asking asking = asking(patient);
        Oracle oracle = new Oracle(unlessSaid, registered, asking);
        Checked checked = new Checked(asking, unlessSaid, patient);
        ReturnType type = either(ReturnType.LeafClass, ReturnType.ObjectRef);
        switch (random.nextInt(12)) {
            case 0 -> {
                boolean deprecatedToo = random.nextBoolean();
                checked.set(
                        "FindDocuments " + type,
                        paths.query(
                                ReadPaths.FIND_DOCUMENTS,
                                type,
                                asking,
                                ReadPaths.ofPatient("DocumentEntry", patient, deprecatedToo)),
                        registered.of(patient, "document").filter(item -> deprecatedToo || item.approved()),
                        oracle);
            }
            case 1 -> {
                List<Item> some = some(registered.of(patient, "document").toList());
                checked.set(
                        "GetDocuments",
                        paths.query(
                                ReadPaths.GET_DOCUMENTS,
                                type,
                                asking,
                                random.nextBoolean()
                                        ? SlotDraft.of("$XDSDocumentEntryEntryUUID", list(some, Item::uuid))
                                        : SlotDraft.of("$XDSDocumentEntryUniqueId", list(some, Item::uniqueId))),
                        some.stream(),
                        oracle);
            }
            case 2 ->
                checked.set(
                        "FindSubmissionSets",
                        paths.query(
                                ReadPaths.FIND_SUBMISSION_SETS,
                                type,
                                asking,
                                ReadPaths.ofPatient("SubmissionSet", patient, false)),
                        registered.of(patient, "set"),
                        oracle);
            case 3 -> {
                Item end = any(Stream.of("document", "set", "folder", "link")
                        .flatMap(kind -> registered.of(patient, kind))
                        .toList());
                checked.set(
                        "GetAssociations",
                        paths.query(
                                ReadPaths.GET_ASSOCIATIONS,
                                type,
                                asking,
                                SlotDraft.of("$uuid", "('" + end.uuid() + "')")),
                        registered
                                .of(patient, "link")
                                .filter(link -> link.source().equals(end.uuid())
                                        || link.target().equals(end.uuid())),
                        oracle);
            }
            case 4 -> {
                Item set = any(registered.of(patient, "set").toList());
                checked.equal(
                        "GetSubmissionSetAndContents",
                        paths.query(
                                ReadPaths.GET_CONTENTS,
                                type,
                                asking,
                                SlotDraft.of("$XDSSubmissionSetEntryUUID", "'" + set.uuid() + "'")),
                        oracle.contents(set));
            }
            case 5 -> {
                List<Item> some = some(registered
                        .of(patient, "document")
                        .filter(item -> !item.classCode().equals("CONSENT"))
                        .toList());
                List<String> wanted =
                        new ArrayList<>(some.stream().map(Item::uniqueId).toList());
                wanted.add("1.2.99." + random.nextInt(1000));
                Set<String> came = paths.retrieve(asking, wanted);
                for (Item item : some) {
                    checked.one("ITI-43", came.contains(item.uniqueId()), oracle.maySee(item));
                }
                checked.one("ITI-43 unknown", came.contains(wanted.getLast()), false);
            }
            case 6, 7 -> across(registered, across, asking, study, oracle, checked);
            default -> images(paths, asking, study, oracle, checked);
        }
    }

    private void images(ReadPaths paths, Asking asking, Study study, Oracle oracle, Checked checked) throws Exception {
        boolean expected = oracle.maySee(study.asDocument());
        switch (random.nextInt(5)) {
            case 4 -> checked.one("publications", paths.publication(asking, study.uid()), expected);
            case 0 -> checked.one("RAD-69", paths.rad69(asking, study), expected);
            case 1 -> checked.one("WADO-RS", paths.wadoRs(asking, study.uid()), expected);
            case 2 -> checked.one("WADO-RS metadata", paths.wadoRsMetadata(asking, study.uid()), expected);
            default -> checked.one("WADO-URI", paths.wadoUri(asking, study.uid(), any(study.instances())), expected);
        }
    }

    private void across(
            Registered registered, AcrossPaths across, Asking asking, Study study, Oracle oracle, Checked checked) {
        PatientId patient = study.patient();
        switch (random.nextInt(3)) {
            case 0 ->
                checked.set(
                        "FindDocuments across",
                        across.find(asking, patient),
                        registered.of(patient, "document").filter(Item::approved),
                        oracle);
            case 1 -> {
                List<Item> some = some(registered.of(patient, "document").toList());
                Set<String> came = across.retrieve(
                        asking, some.stream().map(Item::uniqueId).toList());
                for (Item item : some) {
                    checked.one("ITI-43 across", came.contains(item.uniqueId()), oracle.maySee(item));
                }
            }
            default -> {
                boolean told = !study.asDocument().uuid().isEmpty();
                checked.one("RAD-69 across", across.rad69(asking, study), told && oracle.maySee(study.asDocument()));
            }
        }
    }

    private Asking asking(PatientId patient) {
        @Nullable PatientId about = random.nextInt(4) == 0 ? any(patients) : random.nextInt(4) == 0 ? patient : null;
        String reason = any(List.of("unconscious", " ", "none"));
        return new Asking(
                any(List.of("doctor", "doctor", "nurse", "clerk", "")),
                any(List.of("A", "B", "")),
                any(List.of("TREAT", "EMERGENCY", "")),
                reason.equals("none") ? null : reason,
                about);
    }

    /** Compares what came with what the oracle says, object by object. */
    private final class Checked {
        private final String asked;

        Checked(Asking asking, String unlessSaid, PatientId patient) {
            this.asked = asking + " " + unlessSaid + " about " + patient;
        }

        void set(String path, Set<String> came, Stream<Item> candidates, Oracle oracle) {
            Set<String> surplus = new HashSet<>(came);
            candidates.forEach(item -> {
                one(path, came.contains(item.uuid()), oracle.exists(item));
                surplus.remove(item.uuid());
            });
            surplus.forEach(uuid -> one(path, true, false));
        }

        void equal(String path, Set<String> came, Set<String> expected) {
            Set<String> all = new HashSet<>(came);
            all.addAll(expected);
            all.forEach(uuid -> one(path, came.contains(uuid), expected.contains(uuid)));
            if (all.isEmpty()) {
                one(path, false, false);
            }
        }

        void one(String path, boolean disclosed, boolean expected) {
            decisions.merge(path, 1, Integer::sum);
            permitted += expected ? 1 : 0;
            if (disclosed != expected && disagreements.size() < MOST_SHOWN) {
                disagreements.add(path + " " + asked + ": disclosed=" + disclosed + " oracle=" + expected);
            }
        }
    }

    private String pair() {
        return any(CLASSES) + "/" + any(SECRETS);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> T either(T one, T other) {
        return random.nextBoolean() ? one : other;
    }

    private List<Item> some(List<Item> of) {
        List<Item> some = of.stream().filter(item -> random.nextBoolean()).toList();
        return some.isEmpty() ? List.of(any(of)) : some;
    }

    private static String list(List<Item> items, Function<Item, String> id) {
        return items.stream().map(id).collect(Collectors.joining("','", "('", "')"));
    }
}
