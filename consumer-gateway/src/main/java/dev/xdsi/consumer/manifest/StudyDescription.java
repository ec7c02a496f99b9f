package dev.xdsi.consumer.manifest;

import org.jspecify.annotations.Nullable;

/**
 * What a manifest with a description says of its study (IHE RAD MADO, TID 1600 and evidence).
 *
 * @param series Number of Study Related Series, which need not be those that the evidence lists; 0 where it says none
 * @param displayURI Display URI (0040,E012), where others show the study in a browser; null where none is named, or one that is no web address
 */
public record StudyDescription(int series, @Nullable String displayURI) {
    public static final StudyDescription NONE = new StudyDescription(0, null);
}
