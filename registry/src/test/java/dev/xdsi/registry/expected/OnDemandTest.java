package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.Submissions;
import org.junit.jupiter.api.Test;

/** Register On-Demand Document Entry. */
class OnDemandTest extends UpdateActions {
    private DocumentEntry onDemand(String name) {
        return manifest(name).toBuilder()
                .objectType(DocumentEntryType.ON_DEMAND)
                .creationTime(null)
                .hash(null)
                .size(null)
                .build();
    }

    private RegistryResponse registering(String set, RegistryObject... objects) {
        return registry.registerOnDemand(Submissions.of(set(set, objects)));
    }

    private Ask findOnDemand() {
        return findDocuments().withList("$XDSDocumentEntryType", DocumentEntryType.ON_DEMAND.urn());
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.61.4.1.3",
            value = "An on-demand entry is registered, and found by those who ask for its kind")
    void anOnDemandEntryIsRegistered() {
        assertThat(registering("s", onDemand("a")).errors()).isEmpty();

        assertThat(found(findOnDemand())).containsExactly("a");
        assertThat(found(findDocuments())).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.3.1",
            value = "An on-demand entry has neither creationTime nor hash nor size: XDSRegistryMetadataError")
    void whatIsNotMadeYetHasNoSize() {
        var entry = onDemand("a").toBuilder().creationTime(new Dtm("2024")).build();

        assertThat(refusal(registering("s", entry))).containsExactly(ErrorCode.XDSRegistryMetadataError);
        assertThat(found(findOnDemand())).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.61.4.1.2",
            value = "A stable entry is no part of Register On-Demand Document Entry: XDSRegistryMetadataError")
    void stableEntriesHaveATransactionOfTheirOwn() {
        assertThat(refusal(registering("s", manifest("a")))).containsOnly(ErrorCode.XDSRegistryMetadataError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.61.4.1.3",
            value = "On-demand entries are replaced by on-demand entries as documents are")
    void onDemandEntriesAreReplaced() {
        assertThat(registering("s", onDemand("a")).errors()).isEmpty();

        assertThat(registering("t", onDemand("b"), relation("b", AssociationType.RPLC, "a"))
                        .errors())
                .isEmpty();

        assertThat(found(findOnDemand())).containsExactly("b");
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.2.2.6",
            value = "A snapshot is a document of an on-demand entry, and of nothing else: XDSRegistryMetadataError")
    void aSnapshotIsOfAnOnDemandEntry() {
        assertThat(registering("s", onDemand("a")).errors()).isEmpty();
        register("t", manifest("stable"));

        register("u", manifest("b"), relation("b", AssociationType.IS_SNAPSHOT_OF, "a"));
        assertThat(refused("v", manifest("c"), relation("c", AssociationType.IS_SNAPSHOT_OF, "stable")))
                .containsExactly(ErrorCode.XDSRegistryMetadataError);

        assertThat(links("a", AssociationType.IS_SNAPSHOT_OF))
                .extracting(Link::source)
                .containsExactly("b");
        assertThat(found(findDocuments())).containsExactlyInAnyOrder("b", "stable");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.1",
            value = "An on-demand entry gets new versions, and stays on demand")
    void anOnDemandEntryIsUpdated() {
        assertThat(registering("s", onDemand("a")).errors()).isEmpty();

        update("t", version("a2", onDemand("a")), updates("t", "a2", 1));

        assertThat(found(findOnDemand())).containsExactly("a2");
    }
}
