package dev.xdsi.registry.update;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownUniqueId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A document that is put together only when it is first asked for: its entry has the hash and size of nothing until an update tells
 * which bytes it has got (ITI TF-3: 4.2.3.2.10).
 */
final class DelayedAssembly {
    private static final String NOTHING = "0";

    private DelayedAssembly() {}

    /** Whether the version is the one that tells, and so differs in hash and size from the one before it. */
    static boolean endsWith(RegistryObjectDraft version, RegistryObjectDraft before) {
        return hash(before).filter(Hash.OF_NOTHING::equals).isPresent()
                && size(before).filter(NOTHING::equals).isPresent()
                && hash(version).filter(hash -> !hash.equals(Hash.OF_NOTHING)).isPresent()
                && size(version).filter(size -> !size.equals(NOTHING)).isPresent();
    }

    /** The first entry of a document that tells its bytes tells them for all of its entries (ITI TF-2: 3.42.4.1.3.2). */
    static List<XdsError> check(RegistryObjectDraft version, History history) {
        return version.externalIdentifier(Identifier.DE_UNIQUE_ID).stream()
                .flatMap(uniqueId -> history.uniqueId(uniqueId).filter(KnownUniqueId::tells).stream()
                        .flatMap(known ->
                                differences(version, known).map(error -> XdsError.of(error, uniqueId, version.id()))))
                .toList();
    }

    private static Stream<ErrorCode> differences(RegistryObjectDraft version, KnownUniqueId known) {
        Stream<ErrorCode> hash = hash(version).equals(Optional.ofNullable(known.hash()))
                ? Stream.empty()
                : Stream.of(ErrorCode.XDSNonIdenticalHash);
        Stream<ErrorCode> size =
                size(version).equals(Optional.ofNullable(known.size()).map(String::valueOf))
                        ? Stream.empty()
                        : Stream.of(ErrorCode.XDSNonIdenticalSize);
        return Stream.concat(hash, size);
    }

    private static Optional<Hash> hash(RegistryObjectDraft entry) {
        return entry.slotValue(SlotName.HASH).filter(Hash::isValid).map(Hash::new);
    }

    /** Without the zeros that a number may begin with. */
    private static Optional<String> size(RegistryObjectDraft entry) {
        return entry.slotValue(SlotName.SIZE).map(size -> size.replaceFirst("^0+(?=.)", ""));
    }
}
