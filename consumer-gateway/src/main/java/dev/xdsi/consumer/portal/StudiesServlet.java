package dev.xdsi.consumer.portal;

import dev.xdsi.consumer.studies.FindStudies;
import dev.xdsi.consumer.studies.SharedStudies;
import dev.xdsi.model.PatientId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
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
        Session session = PortalDoor.session(request);
        found.studies().forEach(study -> session.opened(study.studyInstanceUID(), patient, study.homeCommunityId()));
        write(response, new Answer(patient.cx(), ListedStudy.of(found.studies(), communities), found.problems()));
    }

    /** The members of the answer in JSON are named by these components. */
    record Answer(String patient, List<ListedStudy> studies, List<String> errors) {}
}
