package dev.xdsi.repository.iti41;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.repository.store.ReceivedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hash and size that a source stated, compared with the bytes that came. A difference is an XDSRepositoryMetadataError: the
 * standard names that code here (ITI TF-2: 3.41.4.1.3); InvalidDocumentContent is for documents that do not conform to their
 * formatCode.
 */
final class StatedContent {
    private StatedContent() {}

    static List<XdsError> differences(RegistryObjectDraft documentEntry, ReceivedDocument received) {
        String hash = stated(documentEntry, SlotName.HASH);
        String size = stated(documentEntry, SlotName.SIZE);
        if ("0".equals(size) && hash != null && isHashOfNothing(hash)) {
            // what an entry states whose document is assembled later: no statement about these bytes
            return List.of();
        }
        List<XdsError> differences = new ArrayList<>();
        if (hash != null
                && !hash.toLowerCase(Locale.ROOT).equals(received.hash().hex())) {
            differences.add(difference(received, "hash", hash, received.hash().hex()));
        }
        if (size != null && !size.equals(Long.toString(received.size()))) {
            differences.add(difference(received, "size", size, Long.toString(received.size())));
        }
        return differences;
    }

    private static boolean isHashOfNothing(String hash) {
        return Hash.OF_NOTHING.hex().equals(hash.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String stated(RegistryObjectDraft documentEntry, String slot) {
        Optional<String> value = documentEntry.slotValue(slot);
        return value.map(String::strip).orElse(null);
    }

    private static XdsError difference(ReceivedDocument received, String attribute, String stated, String found) {
        return XdsError.of(
                ErrorCode.XDSRepositoryMetadataError,
                attribute + " of document " + received.documentUniqueId() + " is stated as " + stated
                        + ", but the bytes that came have " + found,
                received.documentUniqueId());
    }
}
