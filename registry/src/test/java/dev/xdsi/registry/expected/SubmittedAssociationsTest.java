package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.draft.Submissions;
import org.junit.jupiter.api.Test;

/** Update Document Set: what an Association that is submitted for registered objects must not say. */
class SubmittedAssociationsTest extends UpdateActions {
    private static final String SUBMITTED = "ITI TF-2: 3.57.4.1.3.3.6";

    @Test
    @Expected(
            reference = SUBMITTED,
            value = "An Association leads from one document to another: XDSMetadataUpdateError")
    void nothingIsAssociatedWithItself() {
        register("s", manifest("a"));
        Association replacement = relation("a", AssociationType.RPLC, "a");

        assertThat(updateRefused("t", replacement, submitting("t", replacement)))
                .containsExactly(ErrorCode.XDSMetadataUpdateError);
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = SUBMITTED,
            value = "An addendum does not replace what it is an addendum of, with which it would be Deprecated:"
                    + " XDSMetadataUpdateError")
    void nothingReplacesWhatItBuildsOn() {
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.APND, "a"));
        Association replacement = relation("b", AssociationType.RPLC, "a");

        assertThat(updateRefused("u", replacement, submitting("u", replacement)))
                .containsExactly(ErrorCode.XDSMetadataUpdateError);
        assertThat(found(findDocuments())).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @Expected(
            reference = SUBMITTED,
            value = "IsSnapshotOf leads from a stable entry to an on-demand one: XDSObjectTypeError")
    void aSnapshotIsOfAnOnDemandEntry() {
        register("s", manifest("a"), manifest("b"));
        Association snapshot = relation("b", AssociationType.IS_SNAPSHOT_OF, "a");

        assertThat(updateRefused("t", snapshot, submitting("t", snapshot)))
                .containsExactly(ErrorCode.XDSObjectTypeError);
        demanded("u", "d");
        demanded("v", "e");
        Association ofSnapshot = relation("d", AssociationType.IS_SNAPSHOT_OF, "e");
        assertThat(updateRefused("w", ofSnapshot, submitting("w", ofSnapshot)))
                .containsExactly(ErrorCode.XDSObjectTypeError);
    }

    @Test
    @Expected(
            reference = SUBMITTED,
            value = "A replacement that is in a Folder of what it replaces already is not put there again")
    void aReplacementIsInAFolderOnce() {
        register("s", manifest("a"), manifest("b"), folder("f"), member("f", "a"), member("f", "b"));
        Association replacement = relation("b", AssociationType.RPLC, "a");

        update("t", replacement, submitting("t", replacement));

        assertThat(links("f", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .containsOnlyOnce("b")
                .contains("a");
        assertThat(found(findDocuments())).containsExactly("b");
    }

    /** An on-demand entry, registered as such. */
    private void demanded(String set, String name) {
        var entry = manifest(name).toBuilder()
                .objectType(DocumentEntryType.ON_DEMAND)
                .creationTime(null)
                .hash(null)
                .size(null)
                .build();
        assertThat(registry.registerOnDemand(Submissions.of(set(set, entry))).errors())
                .isEmpty();
    }
}
