package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.model.PatientId;
import java.util.List;

/**
 * Builds what manifests are made of in a place.
 *
 * @param kinds which documents a manifest consists of, at least one
 */
public record ManifestBuilder(KosManifest kos, MadoManifest mado, List<ManifestKind> kinds) {
    public ManifestBuilder {
        kinds = kinds.stream().distinct().sorted().toList();
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a manifest is of at least one kind");
        }
    }

    /** Whether instances are to be described, and not only listed. */
    public boolean describesInstances() {
        return kinds.contains(ManifestKind.MADO);
    }

    public Attributes build(
            ManifestKind kind, StudyContents study, KosManifest.Identity identity, PatientId patientId) {
        return switch (kind) {
            case KOS -> kos.build(study, identity);
            case MADO -> mado.build(study, identity, patientId);
        };
    }
}
