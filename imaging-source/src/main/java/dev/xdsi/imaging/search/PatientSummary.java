package dev.xdsi.imaging.search;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.query.Catalogue;

/** A patient as the answer at the PATIENT level: what the first of the studies says, and how much there is in those that were found. */
final class PatientSummary {
    private final Catalogue.Position position;
    private final Attributes first;
    private long studies;
    private long series;
    private long instances;

    PatientSummary(Catalogue.Position position, Attributes first) {
        this.position = position;
        this.first = first;
        add(first);
    }

    boolean isOf(Catalogue.Position other) {
        return position.patientId().equals(other.patientId())
                && position.issuer().equals(other.issuer());
    }

    void add(Attributes study) {
        studies++;
        series += study.longInteger(Tag.NumberOfStudyRelatedSeries).orElse(0);
        instances += study.longInteger(Tag.NumberOfStudyRelatedInstances).orElse(0);
    }

    Attributes attributes() {
        return first.setInt(Tag.NumberOfPatientRelatedStudies, studies)
                .setInt(Tag.NumberOfPatientRelatedSeries, series)
                .setInt(Tag.NumberOfPatientRelatedInstances, instances);
    }
}
