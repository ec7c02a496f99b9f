package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import org.junit.jupiter.api.Test;

/** Documents whose bytes come after their entry. */
class DelayedDocumentsTest extends UpdateActions {
    private static final Hash HASH = new Hash("aa".repeat(20));
    private static final Hash OTHER_HASH = new Hash("bb".repeat(20));

    /** An entry, under a name of its own, of the document of another. */
    private DocumentEntry again(String name, String document, Hash hash, long size) {
        return manifest(name).toBuilder()
                .uniqueId(manifest(document).uniqueId())
                .hash(hash)
                .size(size)
                .build();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value =
                    "The first entry of a document that says which bytes it has says it for all of them, also where one without bytes"
                            + " came before: XDSNonIdenticalHash, XDSNonIdenticalSize")
    void theBytesThatComeFirstAreThoseOfTheDocument() {
        register("s", again("a", "a", Hash.OF_NOTHING, 0));
        register("t", again("b", "a", HASH, 5));

        assertThat(refused("u", again("c", "a", OTHER_HASH, 5))).containsExactly(ErrorCode.XDSNonIdenticalHash);
        assertThat(refused("v", again("d", "a", HASH, 6))).containsExactly(ErrorCode.XDSNonIdenticalSize);
        register("w", again("e", "a", Hash.OF_NOTHING, 0));
        register("x", again("f", "a", HASH, 5));
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.3.2.10",
            value =
                    "An update tells the bytes of a document that had none yet, once, and for all entries of the document")
    void theBytesComeWithAnUpdate() {
        DocumentEntry delayed = again("a", "a", Hash.OF_NOTHING, 0);
        register("s", delayed);
        DocumentEntry told =
                version("a2", delayed).toBuilder().hash(HASH).size(5L).build();
        DocumentEntry other = version("a3", told).toBuilder().hash(OTHER_HASH).build();

        update("t", told, updates("t", "a2", 1));

        assertThat(updateRefused("u", other, updates("u", "a3", 2)))
                .containsExactly(ErrorCode.UnmodifiableMetadataError);
        assertThat(refused("v", again("b", "a", OTHER_HASH, 5))).containsExactly(ErrorCode.XDSNonIdenticalHash);
        register("w", again("c", "a", HASH, 5));
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.3.2.10",
            value = "Hash and size come together, or neither: UnmodifiableMetadataError")
    void hashAndSizeComeTogether() {
        DocumentEntry delayed = again("a", "a", Hash.OF_NOTHING, 0);
        register("s", delayed);
        DocumentEntry hash = version("a2", delayed).toBuilder().hash(HASH).build();
        DocumentEntry size = version("a3", delayed).toBuilder().size(5L).build();

        assertThat(updateRefused("t", hash, updates("t", "a2", 1)))
                .containsExactly(ErrorCode.UnmodifiableMetadataError);
        assertThat(updateRefused("u", size, updates("u", "a3", 1)))
                .containsExactly(ErrorCode.UnmodifiableMetadataError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.42.4.1.3.2",
            value =
                    "An update tells no other bytes of a document than another entry of it has: XDSNonIdenticalHash, XDSNonIdenticalSize")
    void anUpdateTellsNoOtherBytes() {
        DocumentEntry delayed = again("a", "a", Hash.OF_NOTHING, 0);
        register("s", delayed);
        register("t", again("b", "a", HASH, 5));
        DocumentEntry other =
                version("a2", delayed).toBuilder().hash(OTHER_HASH).size(6L).build();
        DocumentEntry same =
                version("a3", delayed).toBuilder().hash(HASH).size(5L).build();

        assertThat(updateRefused("u", other, updates("u", "a2", 1)))
                .containsExactlyInAnyOrder(ErrorCode.XDSNonIdenticalHash, ErrorCode.XDSNonIdenticalSize);
        update("v", same, updates("v", "a3", 1));
    }
}
