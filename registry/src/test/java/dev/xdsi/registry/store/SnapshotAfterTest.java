package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.OfAny;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.Criterion.TargetObjectIn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of a change before it is made is what the store says after it. */
class SnapshotAfterTest {
    private static final Set<EntryUuid> ALL = Set.of(uuid("a"), uuid("b"), uuid("f"), uuid("g"), uuid("s"), uuid("fa"));

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private final Change change = Registered.adding(
                    manifest("b"),
                    folder("g"),
                    member("gb", uuid("g"), uuid("b")),
                    relation(AssociationType.RPLC, uuid("b"), uuid("a")))
            .withStatuses(Map.of(
                    uuid("a"), AvailabilityStatus.DEPRECATED,
                    uuid("f"), AvailabilityStatus.DEPRECATED,
                    uuid("fa"), AvailabilityStatus.DEPRECATED,
                    uuid("old"), AvailabilityStatus.APPROVED,
                    uuid("g"), AvailabilityStatus.DEPRECATED));

    private static StatusIn status(AvailabilityStatus... anyOf) {
        return new StatusIn(Set.of(anyOf));
    }

    @Test
    void itIsAsIfTheChangeWereMade() {
        InMemoryRegistryStore made = new InMemoryRegistryStore();
        List.of(store, made).forEach(SnapshotAfterTest::fill);
        Registered.change(made, change);
        Snapshot after = new SnapshotAfter(store, () -> change);

        List<List<OfAny>> questions = List.of(
                List.of(),
                List.of(status(AvailabilityStatus.APPROVED)),
                List.of(status(AvailabilityStatus.DEPRECATED), PatientIn.only(MARY)),
                List.of(status(AvailabilityStatus.APPROVED), new EntryUuidIn(ALL)),
                List.of(new EntryUuidIn(Set.of(uuid("a"), uuid("g")))));
        for (List<OfAny> question : questions) {
            assertThat(after.documentEntries(question, 100))
                    .as("%s", question)
                    .containsExactlyInAnyOrderElementsOf(made.documentEntries(question, 100));
            assertThat(after.folders(question, 100)).containsExactlyInAnyOrderElementsOf(made.folders(question, 100));
            assertThat(after.submissionSets(question, 100))
                    .containsExactlyInAnyOrderElementsOf(made.submissionSets(question, 100));
            assertThat(after.associations(question, 100))
                    .containsExactlyInAnyOrderElementsOf(made.associations(question, 100));
        }
        List<Criterion.OfAssociation> ends =
                List.of(status(AvailabilityStatus.APPROVED), new TargetObjectIn(Set.of(uuid("a"), uuid("b"))));
        assertThat(after.associations(ends, 100))
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(made.associations(ends, 100));
        assertThat(after.associations(List.of(new EitherEndIn(Set.of(uuid("a")))), 1))
                .hasSize(1);
        Identifiers identifiers = Registered.identifiers(manifest("a"), manifest("b"), manifest("c"), folder("g"));
        assertThat(after.history(identifiers)).isEqualTo(made.history(identifiers));
        List<RegisteredObject> found = after.folders(List.of(), 100);
        assertThat(after.written(found)).isEqualTo(made.written(found));
    }

    private static void fill(RegistryStore store) {
        Registered.in(
                store,
                submissionSet("s"),
                manifest("a"),
                manifest("c"),
                manifest("old"),
                folder("f"),
                member("fa", uuid("f"), uuid("a")));
        Registered.change(store, Change.NOTHING.withStatuses(Map.of(uuid("old"), AvailabilityStatus.DEPRECATED)));
    }
}
