package dev.xdsi.registry.update;

import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.Slot;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.submission.AffinityDomain;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When something was updated. */
class UpdateTimeTest {
    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private Instant now = Instant.parse("2026-03-04T05:06:07Z");

    /** A store in which a change has to wait an hour for its turn. */
    private RegistryStore slow() {
        return (RegistryStore) Proxy.newProxyInstance(
                RegistryStore.class.getClassLoader(),
                new Class<?>[] {RegistryStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("change")) {
                        now = now.plusSeconds(3600);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getTargetException();
                    }
                });
    }

    /** What another change did meanwhile would otherwise be later than this one, which came after it. */
    @Test
    void isWhenItsTurnHadCome() {
        Registered.change(store, Change.adding(List.of(Registered.asXml(folder("f")))));
        SubmissionDraft update = Submissions.of(
                submissionSet("s"),
                folder("f2").toBuilder()
                        .logicalID(uuid("f"))
                        .uniqueId(folder("f").uniqueId())
                        .build(),
                member("m", uuid("s"), uuid("f2")).toBuilder()
                        .extraMetadata(List.of(new Slot("PreviousVersion", List.of("1"))))
                        .build());

        assertThat(new MetadataUpdater(slow(), AffinityDomain.OPEN, () -> EntryUuid.of(UUID.randomUUID()), () -> now)
                        .update(update, Extent.FULL))
                .isEqualTo(RegistryResponse.SUCCESS);

        String text = store.folders(List.of(new EntryUuidIn(Set.of(uuid("f2")))), 1)
                .getFirst()
                .text();
        assertThat(RegistryObjectXml.read(text).slotValue("lastUpdateTime")).contains("20260304060607");
    }
}
