package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import org.junit.jupiter.api.Test;

/** Restricted Update Document Set. */
class RestrictedUpdateTest extends UpdateActions {
    private static final String RESTRICTED = "ITI TF-2: 3.92.4.1.3";

    @Test
    @Expected(reference = RESTRICTED, value = "A DocumentEntry gets a new version, as in Update Document Set")
    void aDocumentIsUpdated() {
        register("s", manifest("a"), folder("f"), member("f", "a"));

        assertThat(restricted("t", version("a2", manifest("a")), updates("t", "a2", 1))
                        .errors())
                .isEmpty();

        assertThat(found(findDocuments())).containsExactly("a2");
        assertThat(links("a2", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactlyInAnyOrder("t", "f");
    }

    @Test
    @Expected(reference = RESTRICTED, value = "A Folder is not updated: XDSObjectTypeError")
    void aFolderIsNot() {
        register("s", folder("f"));

        assertThat(refusal(restricted("t", version("f2", folder("f")), updates("t", "f2", 1))))
                .containsExactly(ErrorCode.XDSObjectTypeError);
    }

    @Test
    @Expected(
            reference = RESTRICTED,
            value = "AssociationPropagation is not no, and PreviousVersion is required: XDSMetadataAnnotationError")
    void associationsAlwaysFollow() {
        register("s", manifest("a"));

        assertThat(refusal(restricted(
                        "t",
                        version("a2", manifest("a")),
                        annotated(updates("t", "a2", 1), "AssociationPropagation", "no"))))
                .containsExactly(ErrorCode.XDSMetadataAnnotationError);
        assertThat(refusal(restricted("u", version("a3", manifest("a")), member("u", "a3"))))
                .containsExactly(ErrorCode.XDSMetadataAnnotationError);
    }

    @Test
    @Expected(
            reference = RESTRICTED,
            value = "Neither does a status change nor is an Association submitted: XDSMetadataUpdateOperationError")
    void nothingElseIsUpdated() {
        register("s", manifest("a"), manifest("b"));
        var addendum = relation("b", AssociationType.APND, "a");

        assertThat(refusal(restricted("t", deprecating("t", "a"))))
                .containsExactly(ErrorCode.XDSMetadataUpdateOperationError);
        assertThat(refusal(restricted("u", addendum, submitting("u", addendum))))
                .containsExactly(ErrorCode.XDSMetadataUpdateOperationError);
        assertThat(found(findDocuments())).containsExactlyInAnyOrder("a", "b");
    }
}
