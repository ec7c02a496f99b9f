package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Folder;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.Criterion.UniqueIdIn;
import dev.xdsi.registry.store.History.KnownObject;
import dev.xdsi.registry.store.History.KnownUniqueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RegistryStore} must do when something is to be changed, also by many at once. */
public interface SubmissionContract {
    int ALL = 1000;

    /** A store with nothing in it. */
    RegistryStore store();

    private static List<EntryUuid> entries(RegistryStore store, Criterion.OfDocumentEntry... allOf) {
        return store.documentEntries(List.of(allOf), ALL).stream()
                .map(RegisteredEntry::entryUUID)
                .toList();
    }

    private static List<EntryUuid> approved(RegistryStore store) {
        return entries(store, new StatusIn(Set.of(AvailabilityStatus.APPROVED)));
    }

    private static List<EntryUuid> sets(RegistryStore store) {
        return store.submissionSets(List.of(), ALL).stream()
                .map(RegisteredObject::entryUUID)
                .toList();
    }

    private static Change replacing(String name, RegistryObject... by) {
        return Registered.adding(by).withStatuses(Map.of(uuid(name), AvailabilityStatus.DEPRECATED));
    }

    @Test
    default void deprecatesTogetherWithTheSubmission() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), manifest("c"));

        Registered.change(store, replacing("a", manifest("b")));

        assertThat(approved(store)).containsExactlyInAnyOrder(uuid("b"), uuid("c"));
        assertThat(store.documentEntries(List.of(new StatusIn(Set.of(AvailabilityStatus.DEPRECATED))), ALL))
                .singleElement()
                .satisfies(deprecated -> {
                    assertThat(deprecated.entryUUID()).isEqualTo(uuid("a"));
                    assertThat(deprecated.object().availabilityStatus()).isEqualTo(AvailabilityStatus.DEPRECATED);
                });
    }

    @Test
    default void everyKindOfObjectChangesItsStatus() {
        RegistryStore store = store();
        RegistryObject[] all = {manifest("a"), submissionSet("s"), folder("f"), member("m", uuid("s"), uuid("a"))};
        Registered.in(store, all);
        Set<EntryUuid> objects = Registered.identifiers(all).entryUUIDs();

        Registered.change(
                store,
                Change.NOTHING.withStatuses(Map.of(
                        uuid("a"), AvailabilityStatus.DEPRECATED,
                        uuid("s"), AvailabilityStatus.DEPRECATED,
                        uuid("f"), AvailabilityStatus.DEPRECATED,
                        uuid("m"), AvailabilityStatus.DEPRECATED)));

        assertThat(store.history(new Identifiers(objects, Set.of())).objects().values())
                .hasSize(4)
                .extracting(KnownObject::availabilityStatus)
                .containsOnly(AvailabilityStatus.DEPRECATED);
    }

    @Test
    default void aRefusalLeavesNothingBehind() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"));
        Scope scope = Registered.scope(replacing("a", manifest("b")));
        List<XdsError> errors = List.of(XdsError.of(ErrorCode.XDSRegistryMetadataError, "no"));

        assertThat(store.change(scope, registered -> new Verdict.Refused(errors)))
                .isEqualTo(errors);

        assertThat(entries(store)).containsExactly(uuid("a"));
        assertThat(store.history(Registered.identifiers(manifest("b")))).isEqualTo(History.EMPTY);
    }

    @Test
    default void aJudgeThatBreaksLeavesNothingBehind() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"));

        assertThatThrownBy(() -> store.change(Registered.scope(replacing("a", manifest("b"))), registered -> {
                    throw new IllegalStateException("broken");
                }))
                .hasStackTraceContaining("broken");

        assertThat(approved(store)).containsExactly(uuid("a"));
        Registered.change(store, replacing("a", manifest("b")));
        assertThat(approved(store)).containsExactly(uuid("b"));
    }

    /** A judge that accepts what cannot be is a fault of the program; it may not half succeed. */
    @Test
    default void aChangeThatCannotBeIsRefusedAsAWhole() {
        RegistryStore store = store();
        DocumentEntry johns = manifest("j").toBuilder().patientId(JOHN).build();
        Registered.in(store, manifest("a"), johns);
        Scope marys = Scope.of(MARY, Identifiers.NONE);
        for (Change wrong : List.of(
                Registered.adding(manifest("b"), manifest("a")),
                Registered.adding(
                        manifest("b"), manifest("k").toBuilder().patientId(JOHN).build()),
                replacing("nobody", manifest("b")),
                Registered.adding(manifest("b"))
                        .withRewritten(List.of(
                                Registered.as(johns.toBuilder().patientId(MARY).build()))))) {
            assertThatThrownBy(() -> store.change(marys, registered -> new Verdict.Accepted(wrong, List.of())))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(approved(store)).containsExactlyInAnyOrder(uuid("a"), uuid("j"));
        }
    }

    /** What the judge found may be another patient's: it was submitted while the two were taken for one. */
    @Test
    default void whoeverElseIsTouchedWaitsToo() {
        RegistryStore store = store();
        DocumentEntry johns = manifest("j").toBuilder().patientId(JOHN).build();
        Registered.in(store, manifest("a"), johns);
        Change change = replacing("j", manifest("b"));

        assertThat(store.change(
                        Scope.of(MARY, Identifiers.NONE), registered -> new Verdict.Accepted(change, List.of())))
                .isEmpty();

        assertThat(approved(store)).containsExactlyInAnyOrder(uuid("a"), uuid("b"));
    }

    @Test
    default void aWarningDoesNotKeepTheSubmissionOut() {
        RegistryStore store = store();
        List<XdsError> warnings = List.of(XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "note"));
        Change change = Registered.adding(manifest("a"));

        assertThat(store.change(Registered.scope(change), registered -> new Verdict.Accepted(change, warnings)))
                .isEqualTo(warnings);

        assertThat(entries(store)).containsExactly(uuid("a"));
    }

    @Test
    default void aJudgeSeesWhatIsRegistered() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), folder("f"), relation(AssociationType.APND, uuid("b"), uuid("a")));
        List<Integer> found = new ArrayList<>();

        store.change(Scope.of(MARY, Registered.identifiers(manifest("a"))), registered -> {
            found.add(registered
                    .documentEntries(List.of(PatientIn.only(MARY)), ALL)
                    .size());
            found.add(registered.folders(List.of(), ALL).size());
            found.add(registered.associations(List.of(), ALL).size());
            found.add(registered
                    .history(Registered.identifiers(manifest("a")))
                    .objects()
                    .size());
            return new Verdict.Accepted(Change.NOTHING, List.of());
        });

        assertThat(found).containsExactly(1, 1, 1, 1);
    }

    @Test
    default void aRewrittenObjectSaysSomethingElse() {
        RegistryStore store = store();
        Registered.in(store, folder("f"), folder("g"));
        Folder later = folder("f").toBuilder()
                .lastUpdateTime(new Dtm("20260301"))
                .codeList(List.of(Code.of("A", "1.2", "A"), Code.of("B", "1.2", "B")))
                .logicalID(uuid("f"))
                .version(3)
                .build();

        Registered.change(store, Change.NOTHING.withRewritten(List.of(new NewObject(later, MARY, "later"))));

        assertThat(store.folders(List.of(new Criterion.CodeListIn(Set.of(Code.of("B", "1.2", "?")))), ALL))
                .containsExactly(
                        new RegisteredObject(ObjectKind.FOLDER, uuid("f"), MARY, AvailabilityStatus.APPROVED, "later"));
        assertThat(store.history(Registered.identifiers(later)).object(uuid("f")))
                .contains(new KnownObject(ObjectKind.FOLDER, MARY, AvailabilityStatus.APPROVED, uuid("f"), 3));
        assertThat(store.folders(List.of(), ALL)).hasSize(2);
    }

    @Test
    default void whatIsRemovedHasNeverBeenThere() {
        RegistryStore store = store();
        RegistryObject[] all = {manifest("a"), submissionSet("s"), folder("f"), member("m", uuid("s"), uuid("a"))};
        Registered.in(store, all);
        Registered.in(store, manifest("b"));

        Registered.change(
                store, Change.NOTHING.withRemoved(Registered.identifiers(all).entryUUIDs()));

        assertThat(entries(store)).containsExactly(uuid("b"));
        assertThat(sets(store)).isEmpty();
        assertThat(store.folders(List.of(), ALL)).isEmpty();
        assertThat(store.associations(List.of(), ALL)).isEmpty();
        assertThat(store.history(Registered.identifiers(all))).isEqualTo(History.EMPTY);
        Registered.in(store, all);
        assertThat(entries(store)).hasSize(2);
    }

    @Test
    default void aUniqueIdIsTakenAsLongAsOneOfItsDocumentsIsThere() {
        RegistryStore store = store();
        DocumentEntry twin = manifest("b").toBuilder()
                .uniqueId(manifest("a").uniqueId())
                .patientId(JOHN)
                .build();
        Registered.in(store, manifest("a"));
        Registered.in(store, twin);
        Identifiers both = Registered.identifiers(twin);

        Registered.change(store, Change.NOTHING.withRemoved(Set.of(uuid("a"))));
        assertThat(store.history(both).uniqueIds()).hasSize(1);
        assertThat(entries(store, new UniqueIdIn(both.uniqueIds()))).containsExactly(uuid("b"));

        Registered.change(store, Change.NOTHING.withRemoved(Set.of(uuid("b"))));
        assertThat(store.history(both)).isEqualTo(History.EMPTY);
    }

    @Test
    default void knowsItsHistory() {
        RegistryStore store = store();
        DocumentEntry entry = manifest("a").toBuilder()
                .hash(new Hash("0123456789abcdef0123456789abcdef01234567"))
                .size(5L)
                .logicalID(uuid("first"))
                .version(2)
                .build();
        RegistryObject[] all = {entry, submissionSet("s"), folder("f"), member("m", uuid("s"), uuid("a"))};
        assertThat(store.history(Registered.identifiers(all))).isEqualTo(History.EMPTY);
        Registered.in(store, all);

        History history = store.history(Registered.identifiers(all));

        assertThat(history.object(uuid("a")))
                .contains(new KnownObject(
                        ObjectKind.DOCUMENT_ENTRY, MARY, AvailabilityStatus.APPROVED, uuid("first"), 2));
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

    /** The same uniqueId from many patients at once: rules that refuse what is known let exactly one through. */
    @Test
    default void oneOfManyWins() throws Exception {
        RegistryStore store = store();

        List<List<XdsError>> answers = atOnce(8, i -> {
            Change change = Registered.adding(
                    submissionSet("s" + i).toBuilder()
                            .uniqueId(new Oid("1.2.3.4"))
                            .patientId(i % 2 == 0 ? MARY : JOHN)
                            .build(),
                    manifest("d" + i));
            Scope scope = Registered.scope(change);
            return store.change(
                    scope,
                    registered ->
                            registered.history(scope.identifiers()).uniqueIds().isEmpty()
                                    ? new Verdict.Accepted(change, List.of())
                                    : refused(ErrorCode.XDSDuplicateUniqueIdInRegistry));
        });

        assertThat(answers).filteredOn(List::isEmpty).hasSize(1);
        assertThat(sets(store)).hasSize(1);
        assertThat(entries(store)).hasSize(1);
    }

    /** The same document replaced by many at once: it can be Approved for only one of them. */
    @Test
    default void oneReplacementWins() throws Exception {
        RegistryStore store = store();
        Registered.in(store, manifest("original"));

        List<List<XdsError>> answers = atOnce(6, i -> {
            Change change = replacing("original", manifest("replacement" + i));
            return store.change(Registered.scope(change), registered -> judge(change, registered));
        });

        assertThat(answers).filteredOn(List::isEmpty).hasSize(1);
        assertThat(answers)
                .filteredOn(errors -> !errors.isEmpty())
                .allSatisfy(errors -> assertThat(errors)
                        .extracting(XdsError::errorCode)
                        .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError));
        assertThat(entries(store)).hasSize(2);
        assertThat(approved(store)).hasSize(1);
    }

    private static Verdict judge(Change replacement, Snapshot registered) {
        return registered
                        .history(new Identifiers(Set.of(uuid("original")), Set.of()))
                        .object(uuid("original"))
                        .filter(known -> known.availabilityStatus() == AvailabilityStatus.APPROVED)
                        .isPresent()
                ? new Verdict.Accepted(replacement, List.of())
                : refused(ErrorCode.XDSRegistryDeprecatedDocumentError);
    }

    /** What a judge has counted of its patient is still so when its change is made. */
    @Test
    default void everythingAboutOnePatientHappensOneAfterTheOther() throws Exception {
        RegistryStore store = store();

        List<List<XdsError>> answers = atOnce(8, i -> {
            Change change = Registered.adding(manifest("d" + i));
            return store.change(
                    Registered.scope(change),
                    registered -> registered
                                            .documentEntries(List.of(PatientIn.only(MARY)), ALL)
                                            .size()
                                    < 3
                            ? new Verdict.Accepted(change, List.of())
                            : refused(ErrorCode.XDSRegistryError));
        });

        assertThat(answers).filteredOn(List::isEmpty).hasSize(3);
        assertThat(entries(store)).hasSize(3);
    }

    private static Verdict refused(ErrorCode code) {
        return new Verdict.Refused(List.of(XdsError.of(code, "late")));
    }

    private static <T> List<T> atOnce(int rivals, Function<Integer, T> attempt) throws Exception {
        CyclicBarrier start = new CyclicBarrier(rivals);
        List<Callable<T>> tries = IntStream.range(0, rivals)
                .mapToObj(i -> (Callable<T>) () -> {
                    start.await(20, TimeUnit.SECONDS);
                    return attempt.apply(i);
                })
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(tries, 60, TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
