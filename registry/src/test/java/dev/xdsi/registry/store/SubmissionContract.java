package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.Criterion.UniqueIdIn;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.History.KnownUniqueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link RegistryStore} must do when something is submitted, also by many at once. */
public interface SubmissionContract {
    int ALL = 1000;

    /** A store with nothing in it. */
    RegistryStore store();

    private static List<EntryUuid> entries(RegistryStore store, Criterion.OfDocumentEntry... allOf) {
        return uuids(store.documentEntries(List.of(allOf), ALL));
    }

    private static List<EntryUuid> sets(RegistryStore store) {
        return uuids(store.submissionSets(List.of(), ALL));
    }

    private static List<EntryUuid> uuids(List<RegisteredObject> found) {
        return found.stream().map(RegisteredObject::entryUUID).toList();
    }

    @Test
    default void deprecatesTogetherWithTheSubmission() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), manifest("c"));
        Submission replacement = Registered.submission(manifest("b"));

        store.submit(
                new Submission(MARY, replacement.objects(), Set.of(uuid("a")), replacement.identifiers()),
                history -> List.of());

        assertThat(entries(store, new StatusIn(Set.of(AvailabilityStatus.APPROVED))))
                .containsExactlyInAnyOrder(uuid("b"), uuid("c"));
        assertThat(store.documentEntries(List.of(new StatusIn(Set.of(AvailabilityStatus.DEPRECATED))), ALL))
                .singleElement()
                .satisfies(deprecated -> {
                    assertThat(deprecated.entryUUID()).isEqualTo(uuid("a"));
                    assertThat(deprecated.availabilityStatus()).isEqualTo(AvailabilityStatus.DEPRECATED);
                });
    }

    @Test
    default void anErrorOfTheRulesLeavesNothingBehind() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"));
        Submission submission = Registered.submission(manifest("b"));
        List<XdsError> errors = List.of(XdsError.of(ErrorCode.XDSRegistryMetadataError, "no"));

        assertThat(store.submit(
                        new Submission(MARY, submission.objects(), Set.of(uuid("a")), submission.identifiers()),
                        history -> errors))
                .isEqualTo(errors);

        assertThat(entries(store, new StatusIn(Set.of(AvailabilityStatus.APPROVED))))
                .containsExactly(uuid("a"));
        assertThat(store.history(submission.identifiers())).isEqualTo(History.EMPTY);
    }

    @Test
    default void aWarningDoesNotKeepTheSubmissionOut() {
        RegistryStore store = store();

        store.submit(
                Registered.submission(manifest("a")),
                history -> List.of(XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "note")));

        assertThat(entries(store)).containsExactly(uuid("a"));
    }

    @Test
    default void knowsItsHistory() {
        RegistryStore store = store();
        DocumentEntry entry = manifest("a").toBuilder()
                .hash(new Hash("0123456789abcdef0123456789abcdef01234567"))
                .size(5L)
                .build();
        RegistryObject[] all = {entry, submissionSet("s"), folder("f"), member("m", uuid("s"), uuid("a"))};
        assertThat(store.history(Registered.identifiers(all))).isEqualTo(History.EMPTY);
        Registered.in(store, all);

        History history = store.history(Registered.identifiers(all));

        assertThat(history.object(uuid("a")))
                .contains(new KnownObject(ObjectKind.DOCUMENT_ENTRY, MARY, AvailabilityStatus.APPROVED));
        assertThat(history.objects().values())
                .extracting(KnownObject::kind)
                .containsExactlyInAnyOrder(ObjectKind.values());
        assertThat(history.uniqueId(entry.uniqueId()))
                .contains(new KnownUniqueId(ObjectKind.DOCUMENT_ENTRY, entry.hash(), 5L));
        assertThat(history.uniqueId(submissionSet("s").uniqueId().value()))
                .contains(new KnownUniqueId(ObjectKind.SUBMISSION_SET, null, null));
        assertThat(history.uniqueIds()).hasSize(3);
    }

    @Test
    default void documentsMayShareAUniqueId() {
        RegistryStore store = store();
        String uniqueId = manifest("a").uniqueId();
        Registered.in(store, manifest("a"));
        Registered.in(store, manifest("b").toBuilder().uniqueId(uniqueId).build());

        assertThat(entries(store, new UniqueIdIn(Set.of(uniqueId)))).hasSize(2);
    }

    /** The same uniqueId from many at once: rules that refuse what is known let exactly one through. */
    @Test
    default void oneOfManyWins() throws Exception {
        RegistryStore store = store();
        int rivals = 8;
        List<Callable<List<XdsError>>> tries = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(rivals);
        for (int i = 0; i < rivals; i++) {
            Submission submission = Registered.submission(
                    submissionSet("s" + i).toBuilder()
                            .uniqueId(new Oid("1.2.3.4"))
                            .build(),
                    manifest("d" + i));
            tries.add(() -> {
                start.await(20, TimeUnit.SECONDS);
                return store.submit(submission, SubmissionContract::refuseKnownUniqueIds);
            });
        }

        List<List<XdsError>> answers = atOnce(tries);

        assertThat(answers).filteredOn(List::isEmpty).hasSize(1);
        assertThat(sets(store)).hasSize(1);
        assertThat(entries(store)).hasSize(1);
    }

    /** The same document replaced by many at once: it can be Approved for only one of them. */
    @Test
    default void oneReplacementWins() throws Exception {
        RegistryStore store = store();
        Registered.in(store, manifest("original"));
        int rivals = 6;
        CyclicBarrier start = new CyclicBarrier(rivals);
        List<Callable<List<XdsError>>> tries = new ArrayList<>();
        for (int i = 0; i < rivals; i++) {
            Submission fresh = Registered.submission(manifest("replacement" + i));
            Identifiers touched = new Identifiers(
                    Set.of(uuid("original"), uuid("replacement" + i)),
                    fresh.identifiers().uniqueIds());
            Submission submission = new Submission(MARY, fresh.objects(), Set.of(uuid("original")), touched);
            tries.add(() -> {
                start.await(20, TimeUnit.SECONDS);
                return store.submit(submission, refuseDeprecated(uuid("original")));
            });
        }

        assertThat(atOnce(tries)).filteredOn(List::isEmpty).hasSize(1);
        assertThat(entries(store)).hasSize(2);
    }

    private static List<XdsError> refuseKnownUniqueIds(History history) {
        return history.uniqueIds().isEmpty()
                ? List.of()
                : List.of(XdsError.of(ErrorCode.XDSDuplicateUniqueIdInRegistry, "known"));
    }

    private static Function<History, List<XdsError>> refuseDeprecated(EntryUuid target) {
        return history -> history.object(target)
                        .map(KnownObject::availabilityStatus)
                        .filter(status -> status == AvailabilityStatus.APPROVED)
                        .isPresent()
                ? List.of()
                : List.of(XdsError.of(ErrorCode.XDSRegistryDeprecatedDocumentError, target.value()));
    }

    private static <T> List<T> atOnce(List<Callable<T>> tries) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(tries, 60, TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
