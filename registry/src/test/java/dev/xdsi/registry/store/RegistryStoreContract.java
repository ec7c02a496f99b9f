package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.registry.store.Asking.MANY;
import static dev.xdsi.registry.store.Asking.associations;
import static dev.xdsi.registry.store.Asking.entries;
import static dev.xdsi.registry.store.Asking.folders;
import static dev.xdsi.registry.store.Asking.sets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion.AuthorPersonLike;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.LogicalIdIn;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Criterion.UniqueIdIn;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RegistryStore} must keep, and give back by its identifiers and by its patient. */
public interface RegistryStoreContract {
    /** A store with nothing in it. */
    RegistryStore store();

    @Test
    default void returnsWhatWasWrittenAndWhoseItIs() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"));

        assertThat(store.documentEntries(List.of(new EntryUuidIn(Set.of(uuid("a")))), MANY))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.object())
                            .isEqualTo(new RegisteredObject(
                                    ObjectKind.DOCUMENT_ENTRY,
                                    uuid("a"),
                                    MARY,
                                    AvailabilityStatus.APPROVED,
                                    "written " + uuid("a").value()));
                    assertThat(bare(found.resource())).isEqualTo(bare(Resource.of(manifest("a"))));
                });
    }

    /** Codes are compared by their value; what they are called is in the text. */
    private static Resource bare(Resource resource) {
        return new Resource(
                resource.patientId(),
                resource.documentUniqueId(),
                bare(Objects.requireNonNull(resource.classCode())),
                bare(Objects.requireNonNull(resource.typeCode())),
                resource.confidentialityCodes().stream()
                        .map(RegistryStoreContract::bare)
                        .collect(Collectors.toSet()));
    }

    private static Code bare(Code code) {
        return new Code(code.code(), code.codingScheme(), null);
    }

    @Test
    default void keepsTextsOfAnyLengthAndScript() {
        RegistryStore store = store();
        String written = "<x title=\"日本語 äéß 𝄞 \\ ' ''\"/>".repeat(10_000);
        Registered.change(store, Change.adding(List.of(new NewObject(manifest("a"), MARY, written))));

        assertThat(store.documentEntries(List.of(), MANY))
                .singleElement()
                .extracting(found -> found.object().written())
                .isEqualTo(written);
    }

    @Test
    default void returnsNoMoreThanAskedFor() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), manifest("b"), manifest("c"));

        assertThat(store.documentEntries(List.of(PatientIn.only(MARY)), 2)).hasSize(2);
    }

    @Test
    default void keepsPatientsApart() {
        RegistryStore store = store();
        DocumentEntry johns = manifest("b").toBuilder().patientId(JOHN).build();
        Registered.in(store, manifest("a"), johns);

        assertThat(entries(store, PatientIn.only(MARY))).containsExactly(uuid("a"));
        assertThat(entries(store, PatientIn.only(JOHN))).containsExactly(uuid("b"));
    }

    @Test
    default void findsOfSeveralPatientsAtOnce() {
        RegistryStore store = store();
        DocumentEntry johns = manifest("b").toBuilder().patientId(JOHN).build();
        Registered.in(store, manifest("a"), johns);

        assertThat(entries(store, new PatientIn(Set.of(MARY, JOHN)))).hasSize(2);
        assertThat(entries(store, new PatientIn(Set.of()))).isEmpty();
    }

    @Test
    default void findsAllVersionsOfALogicalObject() {
        RegistryStore store = store();
        Registered.in(
                store,
                manifest("a"),
                manifest("b").toBuilder().logicalID(uuid("a")).version(2).build(),
                manifest("c"));

        assertThat(entries(store, new LogicalIdIn(Set.of(uuid("a"))))).containsExactlyInAnyOrder(uuid("a"), uuid("b"));
    }

    /** Whether or not a store gave the texts of a long answer at once. */
    @Test
    default void longAnswersHaveTheirTextsToo() {
        RegistryStore store = store();
        int all = 2 * StoreQuestions.TEXTS_AT_ONCE + 1;
        Registered.in(
                store, IntStream.range(0, all).mapToObj(i -> manifest("m" + i)).toArray(DocumentEntry[]::new));

        List<RegisteredObject> found = store.documentEntries(List.of(PatientIn.only(MARY)), MANY).stream()
                .map(RegisteredEntry::object)
                .toList();

        assertThat(new Texts(store, found).stream())
                .hasSize(all)
                .allSatisfy(object -> assertThat(object.written())
                        .isEqualTo("written " + object.entryUUID().value()));
    }

    @Test
    default void keepsKindsApart() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), submissionSet("s"), folder("f"), member("m", uuid("s"), uuid("a")));

        assertThat(entries(store, PatientIn.only(MARY))).containsExactly(uuid("a"));
        assertThat(sets(store, PatientIn.only(MARY))).containsExactly(uuid("s"));
        assertThat(folders(store, PatientIn.only(MARY))).containsExactly(uuid("f"));
        assertThat(associations(store, PatientIn.only(MARY))).containsExactly(uuid("m"));
    }

    @Test
    default void findsByUniqueId() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), manifest("b"), submissionSet("s"), folder("f"));

        assertThat(entries(store, new UniqueIdIn(Set.of(manifest("a").uniqueId(), "1.2.3.404"))))
                .containsExactly(uuid("a"));
        assertThat(sets(
                        store,
                        new UniqueIdIn(Set.of(submissionSet("s").uniqueId().value()))))
                .containsExactly(uuid("s"));
        assertThat(folders(store, new UniqueIdIn(Set.of(folder("f").uniqueId().value()))))
                .containsExactly(uuid("f"));
    }

    @Test
    default void anEmptySetOfAlternativesMatchesNothing() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"));

        assertThat(entries(store, new EntryUuidIn(Set.of()))).isEmpty();
        assertThat(entries(store, new AuthorPersonLike(Set.of()))).isEmpty();
    }

    @Test
    default void findsByThousandsOfIdentifiers() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), folder("f"), member("m", uuid("f"), uuid("a")));
        Set<EntryUuid> many =
                IntStream.range(0, 2500).mapToObj(i -> uuid("none" + i)).collect(Collectors.toSet());
        many.addAll(Set.of(uuid("a"), uuid("f")));
        Set<String> uniqueIds =
                IntStream.range(0, 2500).mapToObj(i -> "1.2.3." + i).collect(Collectors.toSet());
        uniqueIds.add(manifest("a").uniqueId());

        assertThat(entries(store, new EntryUuidIn(many))).containsExactly(uuid("a"));
        assertThat(folders(store, new EntryUuidIn(many))).containsExactly(uuid("f"));
        assertThat(associations(store, new EitherEndIn(many))).containsExactly(uuid("m"));
        assertThat(entries(store, new UniqueIdIn(uniqueIds))).containsExactly(uuid("a"));
        assertThat(store.history(new Identifiers(many, uniqueIds)).objects()).hasSize(2);
    }
}
