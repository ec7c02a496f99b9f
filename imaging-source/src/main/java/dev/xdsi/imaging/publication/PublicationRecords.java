package dev.xdsi.imaging.publication;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.disclosure.StudyRecords;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.util.Optional;
import java.util.function.Predicate;

/** What the publications tell about the secrecy of a study: its registered manifest, else the one that it will have. */
public final class PublicationRecords implements StudyRecords {
    private final PublicationStore publications;
    private final InstanceArchive archive;
    private final StudyConfidentiality confidentiality;
    private final PatientDomains domains;
    private final Predicate<PatientId> known;

    /** @param known whether the affinity domain knows a patient whose id stands in images */
    public PublicationRecords(
            PublicationStore publications,
            InstanceArchive archive,
            StudyConfidentiality confidentiality,
            PatientDomains domains,
            Predicate<PatientId> known) {
        this.publications = publications;
        this.archive = archive;
        this.confidentiality = confidentiality;
        this.domains = domains;
        this.known = known;
    }

    @Override
    public Optional<StudyRecord> of(Oid study) {
        return publications.status(study).flatMap(this::record);
    }

    private Optional<StudyRecord> record(PublicationStatus status) {
        Optional<PatientId> named = Optional.ofNullable(status.patientId());
        Optional<PatientId> inImages = patientInImages(status.study());
        Oid registered = status.documentUniqueId();
        Optional<StudyRecord> record = registered != null
                ? Optional.of(published(registered, status))
                : named.or(() -> inImages).map(patient -> new StudyRecord.Foreseen(resource(status.study(), patient)));
        Optional<Resource> other = named.isEmpty()
                ? Optional.empty()
                : patientWhoMayBeMeant(status.study())
                        .filter(patient -> !patient.equals(named.get()))
                        .filter(known)
                        .map(patient -> resource(status.study(), patient));
        return record.map(found -> other.isEmpty() ? found : new StudyRecord.Linked(found, other.get()));
    }

    /** What came since the manifest was made is judged by what the policy foresees now; where it foresees nothing, the manifest says it all. */
    private StudyRecord published(Oid manifest, PublicationStatus status) {
        StudyRecord.Published registered = new StudyRecord.Published(manifest);
        PatientId patient = status.patientId();
        boolean grown = status.progress().changes() > status.progress().publishedChanges();
        return grown && patient != null && confidentiality.dependsOnTheStudy()
                ? new StudyRecord.Grown(registered, resource(status.study(), patient))
                : registered;
    }

    /** For whom the study would be published if nobody had linked it. */
    private Optional<PatientId> patientInImages(Oid study) {
        return archive.patient(study).flatMap(domains::patientId);
    }

    /** Who besides may be meant by its images. A name of an issuer that nobody knows may be the department's own. */
    private Optional<PatientId> patientWhoMayBeMeant(Oid study) {
        return archive.patient(study)
                .flatMap(patient -> domains.patientId(patient)
                        .or(() -> domains.isOfAStranger(patient)
                                ? domains.patientId(new PatientKey(patient.patientId(), ""))
                                : Optional.empty()));
    }

    private Resource resource(Oid study, PatientId patient) {
        AffinityDomainCodes codes = confidentiality.codes();
        return new Resource(patient, null, codes.classCode(), codes.typeCode(), confidentiality.of(study));
    }
}
