package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several questions, answered from one moment: what every {@link RegistryStore} must see then, and not see. */
public interface MomentContract {
    RegistryStore store();

    private static List<AvailabilityStatus> statuses(StoreQuestions store) {
        return store.documentEntries(List.of(), 10).stream()
                .map(entry -> entry.object().availabilityStatus())
                .toList();
    }

    /** Between two questions a document comes with its SubmissionSet, another goes, a third is Deprecated. */
    @Test
    default void whatHappensMeanwhileIsInNoneOfTheAnswers() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"), manifest("b"));

        List<Integer> seen = store.atOneMoment(moment -> {
            assertThat(statuses(moment))
                    .containsOnly(AvailabilityStatus.APPROVED)
                    .hasSize(2);
            Registered.in(store, submissionSet("s"), manifest("c"), member("s>c", uuid("s"), uuid("c")));
            Registered.change(store, Change.NOTHING.withRemoved(Set.of(uuid("a"))));
            Registered.change(store, Change.NOTHING.withStatuses(Map.of(uuid("b"), AvailabilityStatus.DEPRECATED)));
            assertThat(statuses(moment))
                    .containsOnly(AvailabilityStatus.APPROVED)
                    .hasSize(2);
            assertThat(moment.documentEntries(List.of(new EntryUuidIn(Set.of(uuid("a")))), 10))
                    .hasSize(1);
            return List.of(
                    moment.submissionSets(List.of(), 10).size(),
                    moment.folders(List.of(), 10).size(),
                    moment.associations(List.of(), 10).size());
        });

        assertThat(seen).containsOnly(0);
        assertThat(statuses(store))
                .containsExactlyInAnyOrder(AvailabilityStatus.APPROVED, AvailabilityStatus.DEPRECATED);
        assertThat(store.submissionSets(List.of(), 10)).hasSize(1);
        assertThat(store.associations(List.of(), 10)).hasSize(1);
    }

    /** The next moment is the next one, also where a question has failed in this one. */
    @Test
    default void everyMomentIsANewOne() {
        RegistryStore store = store();
        Registered.in(store, manifest("a"));
        assertThat(store.atOneMoment(MomentContract::statuses)).hasSize(1);

        assertThatThrownBy(() -> store.atOneMoment(moment -> {
                    moment.documentEntries(List.of(), 10);
                    throw new IllegalArgumentException("not what was meant");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        Registered.in(store, manifest("b"));

        assertThat(store.atOneMoment(MomentContract::statuses)).hasSize(2);
        assertThat(statuses(store)).hasSize(2);
    }
}
