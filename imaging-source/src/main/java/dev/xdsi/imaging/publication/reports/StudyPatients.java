package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.publication.ManifestPreparation;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.report.RecordTarget;
import dev.xdsi.imaging.report.RecordTarget.StudyPatient;
import dev.xdsi.imaging.report.UnusableReportException;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose studies are, for reports that say themselves whom they are about. */
public final class StudyPatients {
    private final PublicationStore publications;
    private final InstanceArchive archive;
    private final ManifestPreparation preparation;
    private final PatientDomains domains;

    public StudyPatients(
            PublicationStore publications,
            InstanceArchive archive,
            ManifestPreparation preparation,
            PatientDomains domains) {
        this.publications = publications;
        this.archive = archive;
        this.preparation = preparation;
        this.domains = domains;
    }

    /** The patient of a study as far as is known before it is published: by then it may be known better. */
    StudyPatient of(Oid study) throws IOException {
        List<StoredInstance> shown = archive.instances(StudyPart.study(study));
        return patient(
                publications.standing(study).map(Manifest::patientId).or(() -> linked(study)),
                shown.isEmpty() ? null : preparation.header(shown.subList(0, 1)));
    }

    private Optional<PatientId> linked(Oid study) {
        return publications
                .status(study)
                .filter(status -> status.documentUniqueId() == null)
                .flatMap(status -> Optional.ofNullable(status.patientId()));
    }

    private StudyPatient patient(Optional<PatientId> domain, @Nullable StudyHeader header) {
        List<PatientId> ids = new ArrayList<>(domain.stream().toList());
        if (header == null) {
            return new StudyPatient(ids, List.of());
        }
        domains.sourcePatientId(header.study()).ifPresent(ids::add);
        return new StudyPatient(ids, domains.otherPatientIds(header.study()));
    }

    /** For the reports beside a manifest; the images are asked once, and only when something says whom it is about. */
    Comparison beside(Manifest manifest) {
        return new Comparison(manifest);
    }

    /** Whether reports are about the patient of the manifest beside which they would stand. */
    final class Comparison {
        private final Manifest manifest;
        private @Nullable StudyPatient known;

        private Comparison(Manifest manifest) {
            this.manifest = manifest;
        }

        /** @throws UnusableReportException where it is about somebody else */
        void check(RecordTarget about) throws IOException, UnusableReportException {
            if (about.ids().isEmpty()) {
                return;
            }
            StudyPatient patient = known;
            if (patient == null) {
                patient = patient(Optional.of(manifest.patientId()), preparation.header(manifest));
                known = patient;
            }
            about.check(patient);
        }
    }
}
