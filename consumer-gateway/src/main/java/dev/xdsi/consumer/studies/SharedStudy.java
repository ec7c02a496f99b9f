package dev.xdsi.consumer.studies;

import dev.xdsi.consumer.manifest.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One study that a patient's communities share, as a clinician wants to see it listed.
 *
 * @param documentUniqueId DocumentEntry.uniqueId of its manifest
 * @param homeCommunityId of the community that shares it, where its entry names one
 * @param date serviceStartTime as {@code YYYY-MM-DD}, or empty
 * @param patient as the community that shares it knows him
 * @param modalities acquisition modalities of the event codes
 */
public record SharedStudy(
        String documentUniqueId,
        String repositoryUniqueId,
        @Nullable String homeCommunityId,
        String date,
        List<String> modalities,
        String description,
        String institution,
        SourcePatient patient,
        Manifest manifest) {
    public SharedStudy {
        modalities = List.copyOf(modalities);
    }

    public String studyInstanceUID() {
        return manifest.studyInstanceUID();
    }
}
