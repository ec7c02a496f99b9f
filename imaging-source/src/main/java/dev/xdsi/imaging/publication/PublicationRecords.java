package dev.xdsi.imaging.publication;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.disclosure.StudyRecords;
import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.imaging.rad68.PatientDomains;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.util.Optional;
import java.util.Set;

/** What the publications tell about the secrecy of a study: its registered manifest, else the one that it will have. */
public final class PublicationRecords implements StudyRecords {
    private final PublicationStore publications;
    private final InstanceArchive archive;
    private final AffinityDomainCodes codes;
    private final PatientDomains domains;

    public PublicationRecords(
            PublicationStore publications, InstanceArchive archive, AffinityDomainCodes codes, PatientDomains domains) {
        this.publications = publications;
        this.archive = archive;
        this.codes = codes;
        this.domains = domains;
    }

    @Override
    public Optional<StudyRecord> of(Oid study) {
        return publications.status(study).flatMap(this::record);
    }

    private Optional<StudyRecord> record(PublicationStatus status) {
        Oid registered = status.documentUniqueId();
        if (registered != null) {
            return Optional.of(new StudyRecord.Published(registered));
        }
        return patient(status)
                .map(patient -> new StudyRecord.Foreseen(new Resource(
                        patient, null, codes.classCode(), codes.typeCode(), Set.copyOf(codes.confidentialityCode()))));
    }

    /** The patient whom someone named for the study, else the one for whom it will be published. */
    private Optional<PatientId> patient(PublicationStatus status) {
        return Optional.ofNullable(status.patientId())
                .or(() -> archive.patient(status.study()).flatMap(owner -> domains.patientId(owner.patientId())));
    }
}
