package dev.xdsi.consumer.portal;

import dev.xdsi.consumer.studies.SharedStudy;
import dev.xdsi.consumer.studies.SourcePatient;
import java.util.List;
import java.util.Objects;

/** A study as the portal lists it; the members in JSON are named by these components. */
record ListedStudy(
        String studyInstanceUID,
        String documentUniqueId,
        String repositoryUniqueId,
        String homeCommunityId,
        String community,
        String date,
        List<String> modalities,
        String description,
        String institution,
        SourcePatient patient,
        int instances,
        int series) {

    static List<ListedStudy> of(List<SharedStudy> studies, CommunityNames communities) {
        return studies.stream().map(study -> of(study, communities)).toList();
    }

    private static ListedStudy of(SharedStudy study, CommunityNames communities) {
        return new ListedStudy(
                study.studyInstanceUID(),
                study.documentUniqueId(),
                study.repositoryUniqueId(),
                Objects.requireNonNullElse(study.homeCommunityId(), ""),
                communities.nameOf(study.homeCommunityId()),
                study.date(),
                study.modalities(),
                study.description(),
                study.institution(),
                study.patient(),
                study.manifest().instanceCount(),
                study.manifest().series().size());
    }
}
