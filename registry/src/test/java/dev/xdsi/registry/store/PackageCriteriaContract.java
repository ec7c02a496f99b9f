package dev.xdsi.registry.store;

import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.registry.store.Asking.CHEST;
import static dev.xdsi.registry.store.Asking.CT;
import static dev.xdsi.registry.store.Asking.HEAD;
import static dev.xdsi.registry.store.Asking.folders;
import static dev.xdsi.registry.store.Asking.sets;
import static dev.xdsi.registry.store.Asking.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.Oid;
import dev.xdsi.registry.store.Criterion.CodeListIn;
import dev.xdsi.registry.store.Criterion.ContentTypeCodeIn;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.LastUpdateTimeIn;
import dev.xdsi.registry.store.Criterion.SourceIdIn;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.Criterion.SubmissionTimeIn;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** By what every {@link RegistryStore} must find SubmissionSets and Folders. */
public interface PackageCriteriaContract {
    /** A store with nothing in it. */
    RegistryStore store();

    @Test
    default void findsSubmissionSets() {
        RegistryStore store = store();
        Registered.in(
                store,
                submissionSet("s").toBuilder().sourceId(new Oid("1.2.3.7")).build(),
                submissionSet("t"));

        assertThat(sets(store, new SourceIdIn(Set.of(new Oid("1.2.3.7"))))).containsExactly(uuid("s"));
        assertThat(sets(store, new SubmissionTimeIn(new TimeWindow(start("2024"), start("2025")))))
                .hasSize(2);
        assertThat(sets(store, new SubmissionTimeIn(new TimeWindow(start("2025"), null))))
                .isEmpty();
        assertThat(sets(
                        store,
                        new ContentTypeCodeIn(Set.of(submissionSet("s").contentTypeCode())),
                        new EntryUuidIn(Set.of(uuid("s")))))
                .containsExactly(uuid("s"));
        assertThat(sets(store, new ContentTypeCodeIn(Set.of(CHEST)))).isEmpty();
    }

    @Test
    default void findsFolders() {
        RegistryStore store = store();
        Registered.in(
                store,
                folder("f").toBuilder()
                        .codeList(List.of(CHEST, CT))
                        .lastUpdateTime(new Dtm("20240301100000"))
                        .build(),
                folder("g").toBuilder()
                        .codeList(List.of(HEAD))
                        .lastUpdateTime(new Dtm("20230301100000"))
                        .build());

        assertThat(folders(store, new CodeListIn(Set.of(CHEST)), new CodeListIn(Set.of(CT, HEAD))))
                .containsExactly(uuid("f"));
        assertThat(folders(store, new LastUpdateTimeIn(new TimeWindow(start("2024"), null))))
                .containsExactly(uuid("f"));
        assertThat(folders(store, new StatusIn(Set.of(AvailabilityStatus.APPROVED))))
                .hasSize(2);
    }
}
