package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.model.Oid;
import java.util.Set;

/** The value type by which a content item refers to an instance (PS3.16 TID 2010, rows 5 to 7). */
enum ReferenceType {
    IMAGE,
    WAVEFORM,
    COMPOSITE;

    /** Image IODs whose names do not say so. */
    private static final Set<String> IMAGES = Set.of(
            UID.SegmentationStorage,
            UID.ParametricMapStorage,
            UID.RTDoseStorage,
            UID.EnhancedUSVolumeStorage,
            UID.OphthalmicThicknessMapStorage,
            UID.CornealTopographyMapStorage);

    static ReferenceType of(Oid sopClassUID) {
        if (IMAGES.contains(sopClassUID.value())) {
            return IMAGE;
        }
        String keyword = UniqueIdentifiers.entry(sopClassUID.value())
                .map(UniqueIdentifiers.Entry::keyword)
                .orElse("");
        if (keyword.contains("Image")) {
            return IMAGE;
        }
        return keyword.contains("Waveform") && !keyword.contains("Annotation") ? WAVEFORM : COMPOSITE;
    }
}
