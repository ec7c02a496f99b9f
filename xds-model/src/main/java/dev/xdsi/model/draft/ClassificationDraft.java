package dev.xdsi.model.draft;

import dev.xdsi.model.InternationalString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code rim:Classification} as written: a code (classificationScheme + nodeRepresentation), an author (the same, with slots),
 * or the mark that makes a RegistryPackage a SubmissionSet or a Folder (classificationNode).
 */
public record ClassificationDraft(
        @Nullable String id,
        @Nullable String classificationScheme,
        @Nullable String classificationNode,
        @Nullable String classifiedObject,
        @Nullable String nodeRepresentation,
        @Nullable InternationalString name,
        List<SlotDraft> slots) {
    public ClassificationDraft {
        slots = List.copyOf(slots);
    }
}
