package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import org.junit.jupiter.api.Test;

/** Documents whose bytes come after their entry. */
class DelayedDocumentsTest extends ExpectedActions {
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
}
