package dev.xdsi.imaging.search;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;

/** A patient as the answer at the PATIENT level: what the first of the studies says, and how much there is in those that were found. */
final class PatientSummary {
    private final Attributes first;
    private long studies;
    private long series;
    private long instances;

    PatientSummary(Attributes first) {
        this.first = first;
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
