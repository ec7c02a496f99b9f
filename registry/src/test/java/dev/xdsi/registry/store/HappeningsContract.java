package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store tells of its changes, whose {@link Happenings} somebody settles. */
public interface HappeningsContract {
    /** A store with nothing in it, and its happenings. */
    record Watched(RegistryStore store, Happenings happenings) {}

    Watched watched();

    @Test
    default void tellsOfEveryPatientWhatIsNewOrSaysSomethingElse() {
        Watched watched = watched();
        Registered.in(
                watched.store(),
                manifest("a"),
                folder("f"),
                manifest("j").toBuilder().patientId(JOHN).build());

        assertThat(watched.happenings().next(10))
                .hasSize(2)
                .anySatisfy(mary -> {
                    assertThat(mary.patientId()).isEqualTo(MARY);
                    assertThat(mary.objects()).containsExactlyInAnyOrder(uuid("a"), uuid("f"));
                })
                .anySatisfy(john -> {
                    assertThat(john.patientId()).isEqualTo(JOHN);
                    assertThat(john.objects()).containsExactly(uuid("j"));
                });
        assertThat(watched.happenings().next(1)).hasSize(1);
    }

    @Test
    default void tellsWhatIsApprovedAgain() {
        Watched watched = watched();
        Registered.in(watched.store(), manifest("a"), manifest("b"));
        Registered.change(
                watched.store(), Change.NOTHING.withStatuses(Map.of(uuid("a"), AvailabilityStatus.DEPRECATED)));
        watched.happenings()
                .settled(Set.of(watched.happenings().next(1).getFirst().id()));

        Registered.change(
                watched.store(),
                Registered.adding(submissionSet("s"))
                        .withStatuses(Map.of(
                                uuid("a"), AvailabilityStatus.APPROVED, uuid("b"), AvailabilityStatus.DEPRECATED)));

        assertThat(watched.happenings().next(10)).singleElement().satisfies(mary -> {
            assertThat(mary.patientId()).isEqualTo(MARY);
            assertThat(mary.objects()).containsExactlyInAnyOrder(uuid("s"), uuid("a"));
        });
    }

    @Test
    default void tellsAgainUntilItIsSettled() {
        Watched watched = watched();
        Registered.in(watched.store(), manifest("a"));
        Registered.change(watched.store(), Change.NOTHING.withRewritten(List.of(Registered.as(manifest("a")))));
        List<Happening> both = watched.happenings().next(10);
        assertThat(both).hasSize(2).isEqualTo(watched.happenings().next(10));

        watched.happenings().settled(Set.of(both.getFirst().id()));
        assertThat(watched.happenings().next(10)).containsExactly(both.getLast());
        watched.happenings().settled(Set.of(both.getLast().id()));
        assertThat(watched.happenings().next(10)).isEmpty();
    }

    @Test
    default void whatBringsNothingNewIsNotTold() {
        Watched watched = watched();
        Registered.in(watched.store(), manifest("a"), manifest("b"));
        watched.happenings()
                .settled(Set.of(watched.happenings().next(1).getFirst().id()));

        Registered.change(
                watched.store(), Change.NOTHING.withStatuses(Map.of(uuid("a"), AvailabilityStatus.DEPRECATED)));
        Registered.change(watched.store(), Change.NOTHING.withRemoved(Set.of(uuid("b"))));
        watched.store()
                .change(
                        Registered.scope(Registered.adding(manifest("c"))),
                        registered ->
                                new Verdict.Refused(List.of(XdsError.of(ErrorCode.XDSRegistryMetadataError, "no"))));

        assertThat(watched.happenings().next(10)).isEmpty();
    }
}
