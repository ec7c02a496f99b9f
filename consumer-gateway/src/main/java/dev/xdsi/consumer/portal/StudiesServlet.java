package dev.xdsi.consumer.portal;

import dev.xdsi.consumer.studies.FindStudies;
import dev.xdsi.consumer.studies.SharedStudies;
import dev.xdsi.consumer.studies.SharedStudy;
import dev.xdsi.model.PatientId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code GET /api/studies?patient=…}: the studies that are shared of a patient. */
public final class StudiesServlet extends ApiServlet {
    private final transient FindStudies findStudies;
    private final transient CommunityNames communities;

    public StudiesServlet(FindStudies findStudies, CommunityNames communities, Supplier<UUID> errorIds) {
        super(errorIds);
        this.findStudies = findStudies;
        this.communities = communities;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException {
        PatientId patient = patient(QueryString.of(request));
        SharedStudies found = findStudies.of(patient, caller(request, patient));
        write(
                response,
                new Answer(
                        patient.cx(), found.studies().stream().map(this::listed).toList(), found.problems()));
    }

    private Listed listed(SharedStudy study) {
        return new Listed(
                study.studyInstanceUID(),
                study.documentUniqueId(),
                study.repositoryUniqueId(),
                Objects.requireNonNullElse(study.homeCommunityId(), ""),
                communities.nameOf(study.homeCommunityId()),
                study.date(),
                study.modalities(),
                study.description(),
                study.institution(),
                study.manifest().instanceCount(),
                study.manifest().series().size());
    }

    /** The members of the answer in JSON are named by these components. */
    record Answer(String patient, List<Listed> studies, List<String> errors) {}

    record Listed(
            String studyInstanceUID,
            String documentUniqueId,
            String repositoryUniqueId,
            String homeCommunityId,
            String community,
            String date,
            List<String> modalities,
            String description,
            String institution,
            int instances,
            int series) {}
}
