package dev.xdsi.registry.update;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Header;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What no update changes: whose an object is and which one, and what of a DocumentEntry describes the bytes of its document rather
 * than what they mean (ITI TF-2: 3.57.4.1.3.3.1.2).
 */
final class Unmodifiable {
    private record Attribute(String name, ErrorCode otherwise, Function<RegistryObjectDraft, Optional<String>> value) {}

    private static final List<Attribute> ALWAYS = List.of(
            identifier("patientId", ErrorCode.XDSPatientIDReconciliationError, Identifier.DE_PATIENT_ID),
            identifier("patientId", ErrorCode.XDSPatientIDReconciliationError, Identifier.FOLDER_PATIENT_ID),
            identifier("uniqueId", ErrorCode.XDSMetadataIdentifierError, Identifier.DE_UNIQUE_ID),
            identifier("uniqueId", ErrorCode.XDSMetadataIdentifierError, Identifier.FOLDER_UNIQUE_ID),
            header("objectType", ErrorCode.XDSObjectTypeError, Header::objectType),
            header("mimeType", ErrorCode.UnmodifiableMetadataError, Header::mimeType),
            slot("repositoryUniqueId", SlotName.REPOSITORY_UNIQUE_ID));
    private static final List<Attribute> OF_BYTES = List.of(slot("hash", SlotName.HASH), slot("size", SlotName.SIZE));

    private Unmodifiable() {}

    /** Each attribute in which a version differs from the one before it though it must not. */
    static List<XdsError> check(RegistryObjectDraft version, RegistryObjectDraft before) {
        Stream<String> home = home(version, before) ? Stream.empty() : Stream.of("homeCommunityId");
        Stream<XdsError> moved = home.map(name -> XdsError.of(
                ErrorCode.UnmodifiableMetadataError, name + " cannot be changed by an update", version.id()));
        return Stream.concat(moved, attributes(version, before)).toList();
    }

    /** Who learnt of an entry across communities names its home, where its registry did not. */
    private static boolean home(RegistryObjectDraft version, RegistryObjectDraft before) {
        String known = before.header().home();
        return known == null || known.equals(version.header().home());
    }

    private static Stream<XdsError> attributes(RegistryObjectDraft version, RegistryObjectDraft before) {
        List<Attribute> ofBytes = DelayedAssembly.endsWith(version, before) ? List.of() : OF_BYTES;
        return Stream.concat(ALWAYS.stream(), ofBytes.stream())
                .filter(attribute -> !attribute
                        .value()
                        .apply(version)
                        .equals(attribute.value().apply(before)))
                .map(attribute -> XdsError.of(
                        attribute.otherwise(), attribute.name() + " cannot be changed by an update", version.id()));
    }

    private static Attribute identifier(String name, ErrorCode otherwise, String scheme) {
        return new Attribute(name, otherwise, object -> object.externalIdentifier(scheme));
    }

    private static Attribute header(String name, ErrorCode otherwise, Function<Header, @Nullable String> in) {
        return new Attribute(name, otherwise, object -> Optional.ofNullable(in.apply(object.header())));
    }

    private static Attribute slot(String name, String slot) {
        return new Attribute(
                name,
                ErrorCode.UnmodifiableMetadataError,
                object -> object.slotValue(slot).map(value -> value.toLowerCase(Locale.ROOT)));
    }
}
