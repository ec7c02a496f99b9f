package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import org.junit.jupiter.api.Test;

/** Update Document Set: one request that asks for several things, each of which is about what the others make of the registry. */
class CompoundUpdateTest extends UpdateActions {
    private static final String OPERATIONS = "ITI TF-2: 3.57.4.1.3.3";

    @Test
    @Expected(
            reference = OPERATIONS,
            value = "A replacement enters the version of a Folder that the same request brings, and not the one before")
    void aReplacementEntersTheNewVersionOfItsFolder() {
        register("s", manifest("a"), manifest("b"), folder("f"), member("f", "a"));
        Association replacement = relation("b", AssociationType.RPLC, "a");

        update("t", version("f2", folder("f")), updates("t", "f2", 1), replacement, submitting("t", replacement));

        assertThat(found(Ask.of(Query.GetFolderAndContents).with("$XDSFolderEntryUUID", id("f2"))))
                .contains("f2", "b");
        assertThat(links("b", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactlyInAnyOrder("s", "f2");
    }

    @Test
    @Expected(
            reference = OPERATIONS,
            value = "A replacement is in a Folder once, be it put there by the same request or in the place of several")
    void aReplacementIsInAFolderOnce() {
        register("s", manifest("a"), manifest("b"), folder("f"), member("f", "a"));
        register("s2", manifest("c"), manifest("d"), manifest("e"), folder("g"), member("g", "c"), member("g", "d"));
        Association replacement = relation("b", AssociationType.RPLC, "a");
        Association place = member("f", "b");
        Association ofOne = relation("e", AssociationType.RPLC, "c");
        Association ofOther = relation("e", AssociationType.RPLC, "d");

        update("t", place, submitting("t", place), replacement, submitting("t", replacement));
        update("u", ofOne, submitting("u", ofOne), ofOther, submitting("u", ofOther));

        assertThat(links("f", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .containsOnlyOnce("b");
        assertThat(links("g", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .containsOnlyOnce("e");
        assertThat(found(findDocuments())).containsExactlyInAnyOrder("b", "e");
    }

    @Test
    @Expected(
            reference = OPERATIONS,
            value = "What builds on a document is not updated, Approved or built on by the request that replaces the"
                    + " document: XDSMetadataUpdateError, and nothing changes")
    void nothingBuildsOnWhatTheSameRequestReplaces() {
        register("s", manifest("d"), manifest("r"), manifest("n"));
        register("t", manifest("a"), relation("a", AssociationType.APND, "d"));
        register("t2", manifest("c"), relation("c", AssociationType.XFRM, "d"));
        update("t3", deprecating("t3", "c"));
        Association replacement = relation("r", AssociationType.RPLC, "d");
        Association addendum = relation("n", AssociationType.APND, "a");

        assertThat(updateRefused(
                        "u",
                        version("a2", manifest("a")),
                        updates("u", "a2", 1),
                        replacement,
                        submitting("u", replacement)))
                .containsExactly(ErrorCode.XDSMetadataUpdateError);
        assertThat(updateRefused("v", approving("v", "c"), replacement, submitting("v", replacement)))
                .containsExactly(ErrorCode.XDSMetadataUpdateError);
        assertThat(updateRefused("w", addendum, submitting("w", addendum), replacement, submitting("w", replacement)))
                .containsOnly(ErrorCode.XDSMetadataUpdateError);
        assertThat(found(findDocuments())).containsExactlyInAnyOrder("d", "r", "n", "a");
    }

    @Test
    @Expected(
            reference = OPERATIONS,
            value = "What a request deprecates does not count for what else it asks: a Folder that a document leaves"
                    + " is not its replacement's, and where a replacement no longer holds both documents may be"
                    + " Approved")
    void whatIsDeprecatedDoesNotCount() {
        register("s", manifest("a"), manifest("b"), folder("f"), member("f", "a"));
        register("s2", manifest("c"));
        register("s3", manifest("d"), relation("d", AssociationType.RPLC, "c"));
        Association replacement = relation("b", AssociationType.RPLC, "a");

        update("t", deprecating("t", "f>a"), replacement, submitting("t", replacement));
        update("u", approving("u", "c"), deprecating("u", "d RPLC c"));

        assertThat(links("b", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactly("s");
        assertThat(found(findDocuments())).containsExactlyInAnyOrder("b", "c", "d");
    }
}
