package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Registered;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stored queries make of on-demand DocumentEntries. */
class OnDemandEntriesTest extends ExpectedActions {
    private static final String STABLE = DocumentEntryType.STABLE.urn();
    private static final String ON_DEMAND = DocumentEntryType.ON_DEMAND.urn();
    private static final String TYPE = "$XDSDocumentEntryType";

    @BeforeEach
    void oneOfEach() {
        DocumentEntry onDemand = manifest("demanded").toBuilder()
                .objectType(DocumentEntryType.ON_DEMAND)
                .creationTime(null)
                .hash(null)
                .size(null)
                .build();
        assertThat(Registered.change(registry.store(), Change.adding(List.of(Registered.asXml(onDemand)))))
                .isEmpty();
        register("s", manifest("stable"));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.6.2",
            value = "On-demand entries are found by who names their type; both types are found by who names both")
    void onDemandEntriesAreFoundByTheirType() {
        assertThat(found(findDocuments())).containsExactly("stable");
        assertThat(found(findDocuments().withList(TYPE, ON_DEMAND))).containsExactly("demanded");
        assertThat(found(findDocuments().withList(TYPE, ON_DEMAND, STABLE)))
                .containsExactlyInAnyOrder("demanded", "stable");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.6.2",
            value = "On-demand entries are found whatever window of creationTime is asked for")
    void onDemandEntriesIgnoreCreationTime() {
        assertThat(found(findDocuments()
                        .withList(TYPE, ON_DEMAND, STABLE)
                        .with("$XDSDocumentEntryCreationTimeTo", "1970")))
                .containsExactly("demanded");
        assertThat(found(findDocuments()
                        .withList(TYPE, ON_DEMAND, STABLE)
                        .with("$XDSDocumentEntryCreationTimeFrom", "2030")))
                .containsExactly("demanded");
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.18.4.1.2.3.7.5", value = "GetDocuments returns entries of either type")
    void whoNamesAnEntryGetsIt() {
        assertThat(found(getDocuments("demanded", "stable"))).containsExactlyInAnyOrder("demanded", "stable");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.13",
            value =
                    "GetRelatedDocuments finds the snapshots of an on-demand entry, and the entry of a snapshot if its type is named")
    void snapshotsAreRelated() {
        register("t", manifest("snapshot"), relation("snapshot", AssociationType.IS_SNAPSHOT_OF, "demanded"));
        Ask related =
                Ask.of(Query.GetRelatedDocuments).withList("$AssociationTypes", AssociationType.IS_SNAPSHOT_OF.urn());

        assertThat(found(related.withList("$XDSDocumentEntryEntryUUID", id("demanded"))))
                .containsExactlyInAnyOrder("demanded", "snapshot", "snapshot IS_SNAPSHOT_OF demanded");
        Ask ofSnapshot = related.withList("$XDSDocumentEntryEntryUUID", id("snapshot"));
        assertThat(found(ofSnapshot)).isEmpty();
        assertThat(found(ofSnapshot.withList(TYPE, ON_DEMAND, STABLE))).hasSize(3);
    }
}
