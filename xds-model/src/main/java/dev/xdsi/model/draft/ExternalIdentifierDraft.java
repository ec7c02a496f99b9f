package dev.xdsi.model.draft;

import dev.xdsi.model.InternationalString;
import org.jspecify.annotations.Nullable;

/** {@code rim:ExternalIdentifier} as written: patientId, uniqueId or sourceId, told apart by its scheme. */
public record ExternalIdentifierDraft(
        @Nullable String id,
        @Nullable String identificationScheme,
        @Nullable String registryObject,
        @Nullable String value,
        @Nullable InternationalString name) {}
