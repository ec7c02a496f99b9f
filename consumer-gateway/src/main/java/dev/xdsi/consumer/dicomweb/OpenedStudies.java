package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.consumer.studies.CommunityStudies;
import dev.xdsi.consumer.studies.SharedStudies;
import dev.xdsi.consumer.studies.SharedStudy;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;

/** Studies by their UID, for users who were shown them: each is looked up again for its patient, as that user. */
final class OpenedStudies {
    private final RecentSearches searches;

    OpenedStudies(RecentSearches searches) {
        this.searches = searches;
    }

    /** What is shared of a patient; what is found is thereby shown to the user. */
    SharedStudies of(HttpServletRequest request, PatientId patient) throws ApiRefusal {
        return of(request, patient, Set.of());
    }

    private SharedStudies of(HttpServletRequest request, PatientId patient, Set<String> homes) throws ApiRefusal {
        Session session = PortalDoor.session(request);
        SharedStudies found = searches.of(session, patient, homes, caller(request, patient));
        found.studies().forEach(study -> session.opened(study.studyInstanceUID(), patient, study.homeCommunityId()));
        return found;
    }

    /** The portal's list was just given this: the thumbnails in it need not ask for the whole list again. */
    void listed(Session session, PatientId patient, Caller caller, CommunityStudies.Answer answer) {
        String home = answer.community().homeCommunityId();
        searches.remember(session, patient, home == null ? Set.of() : Set.of(home), caller, answer.studies());
    }

    /** Only those are asked who were seen to share it: a viewer waits for nobody else. */
    OpenStudy study(HttpServletRequest request, String studyInstanceUID) throws ApiRefusal {
        Session.Shown shown =
                PortalDoor.session(request).shown(studyInstanceUID).orElseThrow(Refusals::notFound);
        PatientId patient = shown.patient();
        SharedStudies found = of(request, patient, shown.homes());
        List<SharedStudy> parts = found.studies().stream()
                .filter(study -> study.studyInstanceUID().equals(studyInstanceUID))
                .toList();
        if (!parts.isEmpty()) {
            return new OpenStudy(patient, parts);
        }
        throw found.problems().isEmpty()
                ? Refusals.notFound()
                : Refusals.badGateway(String.join(" ", found.problems()));
    }

    /** The user of the session, with the emergency where one was stated for this patient. */
    static Caller caller(HttpServletRequest request, PatientId patient) throws ApiRefusal {
        return PortalDoor.session(request)
                .caller(PortalDoor.node(request), patient)
                .orElseThrow(() -> new ApiRefusal(HttpServletResponse.SC_UNAUTHORIZED, "Please log in."));
    }
}
