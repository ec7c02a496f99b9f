package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import org.junit.jupiter.api.Test;

/** Update Document Set: other statuses, new Associations, Folders. */
class StatusUpdateTest extends UpdateActions {
    private static final String STATUS = "ITI TF-2: 3.57.4.1.3.3.2";

    @Test
    @Expected(reference = STATUS, value = "A DocumentEntry is Deprecated, and Approved again")
    void aDocumentIsDeprecatedAndApproved() {
        register("s", manifest("a"));

        update("t", deprecating("t", "a"));
        assertThat(found(findDocuments())).isEmpty();
        assertThat(statusOf("a")).isEqualTo("Deprecated");

        update("u", approving("u", "a"));
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = STATUS,
            value = "OriginalStatus is the status at the time: XDSMetadataUpdateError; both statuses are named:"
                    + " XDSMetadataAnnotationError")
    void theOriginalStatusIsKnown() {
        register("s", manifest("a"));

        assertThat(updateRefused("t", approving("t", "a"))).containsExactly(ErrorCode.XDSMetadataUpdateError);
        assertThat(updateRefused("u", relation("u", AssociationType.UPDATE_AVAILABILITY_STATUS, "a")))
                .containsExactly(ErrorCode.XDSMetadataAnnotationError);
        assertThat(updateRefused("v", deprecating("v", "nobody")))
                .containsExactly(ErrorCode.UnresolvedReferenceException);
    }

    @Test
    @Expected(
            reference = STATUS,
            value =
                    "The status of the newest version alone changes: XDSMetadataVersionError; that of a SubmissionSet never:"
                            + " XDSMetadataUpdateError")
    void onlyTheNewestVersionChanges() {
        register("s", manifest("a"));
        update("t", version("a2", manifest("a")), updates("t", "a2", 1));

        assertThat(updateRefused("u", approving("u", "a"))).containsExactly(ErrorCode.XDSMetadataVersionError);
        assertThat(updateRefused("v", deprecating("v", "s"))).containsExactly(ErrorCode.XDSMetadataUpdateError);
        assertThat(found(findDocuments())).containsExactly("a2");
    }

    @Test
    @Expected(
            reference = STATUS,
            value =
                    "Of a document and those that replaced it, over however many replacements and versions, one is Approved:"
                            + " LocalPolicyRestrictionError")
    void oneOfAChainIsApproved() {
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));
        register("u", manifest("c"), relation("c", AssociationType.XFRM_RPLC, "b"));
        update("v", version("c2", manifest("c")), annotated(updates("v", "c2", 1), "AssociationPropagation", "no"));

        assertThat(updateRefused("w", approving("w", "a"))).containsExactly(ErrorCode.LocalPolicyRestrictionError);
        assertThat(updateRefused("x", approving("x", "b"), approving("x", "a")))
                .contains(ErrorCode.LocalPolicyRestrictionError);
        assertThat(found(findDocuments())).containsExactly("c2");

        update("y", deprecating("y", "c2"), approving("y", "a"));
        assertThat(found(findDocuments())).containsExactly("a");
        assertThat(updateRefused("z", approving("z", "c2"))).containsExactly(ErrorCode.LocalPolicyRestrictionError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.5",
            value = "An Association is Deprecated, and its Folder was updated")
    void anAssociationIsDeprecated() {
        register("s", manifest("a"));
        keepOldFolder("f");
        registry.keep(patient, member("f", "a"));

        update("t", deprecating("t", "f>a"));

        assertThat(isOld("f")).isFalse();
        assertThat(answer(getAssociations("f").with("$XDSAssociationStatus", Ask.ANY_STATUS))
                        .objects())
                .extracting(link -> word(link.header().status()))
                .containsExactly("Deprecated");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.5",
            value =
                    "A replacement holds again only where nothing of the chain that was replaced is Approved, in any version:"
                            + " LocalPolicyRestrictionError")
    void aReplacementHoldsAgainWhereNothingReplacedIsApproved() {
        register("s", manifest("z"));
        register("t", manifest("a"), relation("a", AssociationType.RPLC, "z"));
        register("u", manifest("b"), relation("b", AssociationType.RPLC, "a"));
        update("v", deprecating("v", "b RPLC a"));
        update("w", approving("w", "a"));
        update("x", deprecating("x", "a"), approving("x", "z"));
        assertThat(updateRefused("y", approving("y", "b RPLC a")))
                .containsExactly(ErrorCode.LocalPolicyRestrictionError);

        update("x2", deprecating("x2", "z"), approving("x2", "a"));
        update("a>a2", version("a2", manifest("a")), updates("a>a2", "a2", 1));
        assertThat(updateRefused("y2", approving("y2", "b RPLC a"))).containsExactly(ErrorCode.XDSMetadataUpdateError);
        assertThat(found(findDocuments())).containsExactlyInAnyOrder("b", "a2");
    }

    @Test
    @Expected(
            reference = STATUS,
            value =
                    "Of two documents that replaced the same one is Approved, and of two replacements that are to hold again"
                            + " at once the one counts for the other: LocalPolicyRestrictionError")
    void twoReplacementsOfTheSameAreOneChain() {
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));
        update("u", deprecating("u", "b"), approving("u", "a"));
        register("v", manifest("c"), relation("c", AssociationType.RPLC, "a"));
        assertThat(updateRefused("w", approving("w", "b"))).containsExactly(ErrorCode.LocalPolicyRestrictionError);

        update("x", deprecating("x", "b RPLC a"), deprecating("x", "c RPLC a"));
        update("x2", approving("x2", "b"));
        assertThat(updateRefused("y", approving("y", "b RPLC a"), approving("y", "c RPLC a")))
                .containsOnly(ErrorCode.LocalPolicyRestrictionError);
        update("z", approving("z", "b RPLC a"));
        assertThat(updateRefused("z2", approving("z2", "c RPLC a")))
                .containsExactly(ErrorCode.LocalPolicyRestrictionError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.5",
            value =
                    "An Association holds again between what is, and stays, Approved and newest: XDSMetadataUpdateError")
    void anAssociationHoldsAgainBetweenWhatIsCurrent() {
        register("s", manifest("a"), folder("f"), member("f", "a"));
        register("t", manifest("b"), relation("b", AssociationType.APND, "a"));
        update("u", deprecating("u", "f>a"), deprecating("u", "b APND a"));

        assertThat(updateRefused("v", approving("v", "f>a"), deprecating("v", "f")))
                .containsExactly(ErrorCode.XDSMetadataUpdateError);
        update("w", deprecating("w", "b"));
        assertThat(updateRefused("x", approving("x", "b APND a"))).containsExactly(ErrorCode.XDSMetadataUpdateError);
        update("y", approving("y", "b APND a"), approving("y", "b"), approving("y", "f>a"));

        update("z", version("a2", manifest("a")), updates("z", "a2", 1));
        assertThat(updateRefused("z2", approving("z2", "f>a"))).containsExactly(ErrorCode.XDSMetadataUpdateError);
        assertThat(links("f", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .contains("a", "a2");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.6",
            value = "Registered documents enter registered Folders and are related to each other by SubmitAssociation")
    void registeredObjectsAreAssociated() {
        register("s", manifest("a"), manifest("b"));
        keepOldFolder("f");
        var membership = member("f", "a");
        var addendum = relation("b", AssociationType.APND, "a");

        update("t", membership, submitting("t", membership), addendum, submitting("t", addendum));

        assertThat(links("f", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .containsExactly("a");
        assertThat(links("a", AssociationType.APND)).extracting(Link::source).containsExactly("b");
        assertThat(isOld("f")).isFalse();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.6",
            value = "A replacement between registered documents does what a submitted one does")
    void aRegisteredDocumentReplacesAnother() {
        register("s", manifest("a"), manifest("b"), folder("f"), member("f", "a"));
        var replacement = relation("b", AssociationType.RPLC, "a");

        update("t", replacement, submitting("t", replacement));

        assertThat(found(findDocuments())).containsExactly("b");
        assertThat(links("b", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactlyInAnyOrder("s", "f");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.6",
            value =
                    "Both ends exist: UnresolvedReferenceException; are of the right kind: XDSObjectTypeError; are Approved:"
                            + " XDSMetadataUpdateError")
    void bothEndsAreSuchThatCanBeAssociated() {
        register("s", manifest("a"), folder("f"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));
        var toNobody = relation("b", AssociationType.APND, "nobody");
        var toFolder = relation("b", AssociationType.APND, "f");
        var toDeprecated = member("f", "a");

        assertThat(updateRefused("u", toNobody, submitting("u", toNobody)))
                .containsExactly(ErrorCode.UnresolvedReferenceException);
        assertThat(updateRefused("v", toFolder, submitting("v", toFolder)))
                .containsExactly(ErrorCode.XDSObjectTypeError);
        assertThat(updateRefused("w", toDeprecated, submitting("w", toDeprecated)))
                .containsExactly(ErrorCode.XDSMetadataUpdateError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.3",
            value = "A new version of a Folder has the documents of the one before, and was updated now")
    void aFolderIsUpdated() {
        register("s", manifest("a"), folder("f"), member("f", "a"));

        update("t", version("f2", folder("f")), updates("t", "f2", 1));

        assertThat(links("f2", AssociationType.HAS_MEMBER))
                .extracting(Link::source, Link::target)
                .containsExactlyInAnyOrder(tuple("t", "f2"), tuple("f2", "a"));
        assertThat(isOld("f2")).isFalse();
        assertThat(refused("u", manifest("b"), member("f", "b")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.4.1.3.3.3",
            value = "Folder and document updated together are together again; a Folder is no DocumentEntry:"
                    + " XDSObjectTypeError")
    void bothAreUpdatedTogether() {
        register("s", manifest("a"), folder("f"), member("f", "a"));

        var mistaken = folder("g").toBuilder().logicalID(uuid("a")).build();
        assertThat(updateRefused("t", mistaken, updates("t", "g", 1))).containsExactly(ErrorCode.XDSObjectTypeError);
        update(
                "u",
                version("f2", folder("f")),
                version("a2", manifest("a")),
                updates("u", "f2", 1),
                updates("u", "a2", 1));

        assertThat(links("f2", AssociationType.HAS_MEMBER))
                .filteredOn(link -> link.source().equals("f2"))
                .extracting(Link::target)
                .containsExactly("a2");
    }
}
