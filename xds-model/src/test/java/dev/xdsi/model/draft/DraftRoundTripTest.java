package dev.xdsi.model.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DraftRoundTripTest {
    @Provide
    Arbitrary<RegistryObject> registryObjects() {
        return ModelArbitraries.registryObjects();
    }

    @Property
    void readsBackWhatItWrote(@ForAll("registryObjects") RegistryObject object) {
        assertThat(DraftReader.registryObject(DraftWriter.draft(object))).isEqualTo(object);
    }

    @Property
    void partsBelongToTheirObjectAndHaveIdsOfTheirOwn(@ForAll("registryObjects") RegistryObject object) {
        RegistryObjectDraft draft = DraftWriter.draft(object);

        assertThat(draft.classifications())
                .allMatch(part -> object.entryUUID().value().equals(part.classifiedObject()));
        assertThat(draft.externalIdentifiers())
                .allMatch(part -> object.entryUUID().value().equals(part.registryObject()));
        assertThat(draft.classifications()).extracting(ClassificationDraft::id).doesNotHaveDuplicates();
        assertThat(draft.slots()).extracting(SlotDraft::name).doesNotHaveDuplicates();
    }

    @Test
    void refusesADraftThatNoRuleHasJudged() {
        RegistryObjectDraft empty = new RegistryObjectDraft(
                Kind.ExtrinsicObject,
                new RegistryObjectDraft.Header(
                        "urn:uuid:00000000-0000-0000-0000-000000000000", null, null, null, null, null, null),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null);

        assertThatThrownBy(() -> DraftReader.registryObject(empty)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSlotIsReplacedInItsPlaceOrAddedAtTheEnd() {
        RegistryObjectDraft draft = new RegistryObjectDraft(
                Kind.ExtrinsicObject,
                new RegistryObjectDraft.Header(null, null, null, null, null, null, null),
                null,
                null,
                List.of(SlotDraft.of("size", "1"), SlotDraft.of("languageCode", "de")),
                List.of(),
                List.of(),
                null);

        assertThat(draft.withSlot("size", "2").withSlot("hash", "ab").slots())
                .containsExactly(
                        SlotDraft.of("size", "2"), SlotDraft.of("languageCode", "de"), SlotDraft.of("hash", "ab"));
    }
}
