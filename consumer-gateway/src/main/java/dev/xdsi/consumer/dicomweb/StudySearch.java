package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.studies.SharedStudies;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** QIDO-RS (PS3.18 10.6): what is shared of one patient, or of studies that the user was shown before. */
final class StudySearch {
    private static final String WHOM = "Name a patient by PatientID=identifier^^^&OID&ISO, or by PatientID and"
            + " IssuerOfPatientID=OID, or a study by StudyInstanceUID.";

    private final OpenedStudies studies;

    StudySearch(OpenedStudies studies) {
        this.studies = studies;
    }

    List<Attributes> studies(HttpServletRequest request, HttpServletResponse response, SearchAnswer answer)
            throws ApiRefusal {
        SearchKeys keys = SearchKeys.of(request);
        Optional<PatientId> patient = patient(
                keys.take("PatientID", "00100020"),
                keys.take("IssuerOfPatientID", "00100021"),
                PortalDoor.session(request).patients());
        StudyFilter filter = StudyFilter.of(keys);
        keys.warnOfIgnored(response);
        Collection<OpenStudy> found =
                patient.isPresent() ? ofPatient(request, response, patient.get()) : opened(request, filter);
        return keys.page(found.stream().filter(filter::matches).map(answer::study))
                .toList();
    }

    private Collection<OpenStudy> ofPatient(HttpServletRequest request, HttpServletResponse response, PatientId patient)
            throws ApiRefusal {
        SharedStudies found = studies.of(request, patient);
        if (!found.problems().isEmpty()) {
            if (found.studies().isEmpty()) {
                throw Refusals.badGateway(String.join(" ", found.problems()));
            }
            response.addHeader("Warning", "299 - \"Not everything could be found out; the portal says more.\"");
        }
        return OpenStudy.of(patient, found.studies());
    }

    /** A study that is unknown, or was never shown, is not found: no more and no less. */
    private List<OpenStudy> opened(HttpServletRequest request, StudyFilter filter) throws ApiRefusal {
        if (filter.studyInstanceUIDs().isEmpty()) {
            throw Refusals.badRequest(WHOM);
        }
        List<OpenStudy> found = new ArrayList<>();
        for (String uid : filter.studyInstanceUIDs()) {
            if (PortalDoor.session(request).patientOf(uid).isPresent()) {
                addIfShared(request, uid, found);
            }
        }
        return found;
    }

    private void addIfShared(HttpServletRequest request, String uid, List<OpenStudy> found) throws ApiRefusal {
        try {
            found.add(studies.study(request, uid));
        } catch (ApiRefusal refusal) {
            if (refusal.status() != HttpServletResponse.SC_NOT_FOUND) {
                throw refusal;
            }
        }
    }

    /** An identifier alone will do for a patient of whom the user was shown studies. */
    private static Optional<PatientId> patient(String id, String issuer, Collection<PatientId> known)
            throws ApiRefusal {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<PatientId> named = PatientId.parse(id);
        if (named.isEmpty() && Oid.isValid(issuer)) {
            named = PatientId.parse(id + "^^^&" + issuer + "&ISO");
        }
        if (named.isEmpty() && issuer.isEmpty()) {
            List<PatientId> same =
                    known.stream().filter(one -> one.id().equals(id)).toList();
            named = same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
        }
        if (named.isEmpty()) {
            throw Refusals.badRequest(WHOM);
        }
        return named;
    }

    List<Attributes> series(
            HttpServletRequest request, HttpServletResponse response, OpenStudy study, SearchAnswer answer)
            throws ApiRefusal {
        SearchKeys keys = SearchKeys.of(request);
        List<String> uids = keys.takeList("SeriesInstanceUID", "0020000E");
        List<String> modalities = keys.takeList("Modality", "00080060");
        keys.warnOfIgnored(response);
        return keys.page(study.series().stream()
                        .filter(one -> uids.isEmpty() || uids.contains(one.seriesInstanceUID()))
                        .filter(one -> modalities.isEmpty() || modalities.contains(Modalities.of(one, study)))
                        .map(one -> answer.series(study, one)))
                .toList();
    }

    List<Attributes> instances(
            HttpServletRequest request, HttpServletResponse response, OpenStudy study, SearchAnswer answer)
            throws ApiRefusal {
        SearchKeys keys = SearchKeys.of(request);
        ResourcePath path = ResourcePath.of(request.getPathInfo());
        List<String> series = keys.takeList("SeriesInstanceUID", "0020000E");
        List<String> uids = keys.takeList("SOPInstanceUID", "00080018");
        keys.warnOfIgnored(response);
        Stream<ManifestSeries> wanted = study.part(path.series(), null).stream()
                .flatMap(part -> part.series().stream())
                .filter(one -> series.isEmpty() || series.contains(one.seriesInstanceUID()));
        return keys.page(wanted.flatMap(one -> one.instances().stream()
                        .filter(instance -> uids.isEmpty() || uids.contains(instance.sopInstanceUID()))
                        .map(instance -> answer.instance(study, one, instance))))
                .toList();
    }
}
