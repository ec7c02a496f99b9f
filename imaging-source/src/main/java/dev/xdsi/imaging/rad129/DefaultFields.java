package dev.xdsi.imaging.rad129;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.query.QueryLevel;
import java.util.List;

/** The attributes that an answer has also when nobody asks for them (PS3.18 tables 10.6.3-3 to 10.6.3-5). */
final class DefaultFields {
    private static final List<Integer> STUDY = List.of(
            Tag.StudyDate,
            Tag.StudyTime,
            Tag.AccessionNumber,
            Tag.InstanceAvailability,
            Tag.ModalitiesInStudy,
            Tag.ReferringPhysicianName,
            Tag.TimezoneOffsetFromUTC,
            Tag.RetrieveURL,
            Tag.PatientName,
            Tag.PatientID,
            Tag.PatientBirthDate,
            Tag.PatientSex,
            Tag.StudyInstanceUID,
            Tag.StudyID,
            Tag.NumberOfStudyRelatedSeries,
            Tag.NumberOfStudyRelatedInstances);

    private static final List<Integer> SERIES = List.of(
            Tag.Modality,
            Tag.TimezoneOffsetFromUTC,
            Tag.SeriesDescription,
            Tag.RetrieveURL,
            Tag.SeriesInstanceUID,
            Tag.SeriesNumber,
            Tag.NumberOfSeriesRelatedInstances,
            Tag.PerformedProcedureStepStartDate,
            Tag.PerformedProcedureStepStartTime,
            Tag.RequestAttributesSequence);

    private static final List<Integer> INSTANCE = List.of(
            Tag.SOPClassUID,
            Tag.SOPInstanceUID,
            Tag.InstanceAvailability,
            Tag.TimezoneOffsetFromUTC,
            Tag.RetrieveURL,
            Tag.InstanceNumber,
            Tag.Rows,
            Tag.Columns,
            Tag.BitsAllocated,
            Tag.NumberOfFrames);

    private DefaultFields() {}

    /** Those of the levels above too, as far as the path does not say already which study or series it is. */
    static void addTo(Attributes fields, QidoPath path) {
        if (path.level() == QueryLevel.STUDY || path.study() == null) {
            add(fields, STUDY);
        }
        if (path.level() == QueryLevel.SERIES || (path.level() == QueryLevel.IMAGE && path.series() == null)) {
            add(fields, SERIES);
        }
        if (path.level() == QueryLevel.IMAGE) {
            add(fields, INSTANCE);
        }
    }

    private static void add(Attributes fields, List<Integer> tags) {
        tags.stream().filter(tag -> !fields.contains(tag)).forEach(fields::setEmpty);
    }
}
