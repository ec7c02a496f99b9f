package dev.xdsi.imaging.query;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.Value;
import java.util.Map;
import java.util.Set;

/** At which level of the information model an attribute stands (PS3.4 C.6.1.1, C.3.4 and the modules of PS3.3 A.1.2). */
public final class AttributeLevels {
    private static final int PATIENT_GROUP = 0x0010;

    /** Of group 0010, what is said of the patient at the time of a study (PS3.3 C.7.2.2). */
    private static final Set<Integer> PATIENT_STUDY = Set.of(
            Tag.PatientAge,
            Tag.PatientSize,
            Tag.PatientWeight,
            Tag.AdditionalPatientHistory,
            Tag.MedicalAlerts,
            Tag.Allergies,
            Tag.PregnancyStatus,
            Tag.Occupation);

    private static final Set<Integer> STUDY = Set.of(
            Tag.StudyInstanceUID,
            Tag.StudyID,
            Tag.StudyDate,
            Tag.StudyTime,
            Tag.StudyDescription,
            Tag.AccessionNumber,
            Tag.IssuerOfAccessionNumberSequence,
            Tag.ReferringPhysicianName,
            Tag.ReferringPhysicianIdentificationSequence,
            Tag.ConsultingPhysicianName,
            Tag.PhysiciansOfRecord,
            Tag.NameOfPhysiciansReadingStudy,
            Tag.RequestingService,
            Tag.RequestedProcedureDescription,
            Tag.RequestedProcedureCodeSequence,
            Tag.ProcedureCodeSequence,
            Tag.ReasonForPerformedProcedureCodeSequence,
            Tag.ReferencedStudySequence,
            Tag.AdmittingDiagnosesDescription,
            Tag.AdmittingDiagnosesCodeSequence,
            Tag.AdmissionID,
            Tag.TimezoneOffsetFromUTC,
            Tag.OtherStudyNumbers);

    private static final Set<Integer> SERIES = Set.of(
            Tag.SeriesInstanceUID,
            Tag.SeriesNumber,
            Tag.SeriesDate,
            Tag.SeriesTime,
            Tag.SeriesDescription,
            Tag.SeriesDescriptionCodeSequence,
            Tag.Modality,
            Tag.BodyPartExamined,
            Tag.Laterality,
            Tag.PatientPosition,
            Tag.ProtocolName,
            Tag.PerformingPhysicianName,
            Tag.OperatorsName,
            Tag.InstitutionName,
            Tag.InstitutionAddress,
            Tag.InstitutionalDepartmentName,
            Tag.StationName,
            Tag.Manufacturer,
            Tag.ManufacturerModelName,
            Tag.DeviceSerialNumber,
            Tag.SoftwareVersions,
            Tag.RequestAttributesSequence,
            Tag.PerformedProcedureStepID,
            Tag.PerformedProcedureStepDescription,
            Tag.PerformedProcedureStepStartDate,
            Tag.PerformedProcedureStepStartTime,
            Tag.PerformedProtocolCodeSequence);

    /** What no instance says: it is found out when somebody asks. */
    private static final Map<Integer, QueryLevel> COMPUTED = Map.ofEntries(
            Map.entry(Tag.NumberOfPatientRelatedStudies, QueryLevel.PATIENT),
            Map.entry(Tag.NumberOfPatientRelatedSeries, QueryLevel.PATIENT),
            Map.entry(Tag.NumberOfPatientRelatedInstances, QueryLevel.PATIENT),
            Map.entry(Tag.NumberOfStudyRelatedSeries, QueryLevel.STUDY),
            Map.entry(Tag.NumberOfStudyRelatedInstances, QueryLevel.STUDY),
            Map.entry(Tag.ModalitiesInStudy, QueryLevel.STUDY),
            Map.entry(Tag.SOPClassesInStudy, QueryLevel.STUDY),
            Map.entry(Tag.NumberOfSeriesRelatedInstances, QueryLevel.SERIES),
            Map.entry(Tag.InstanceAvailability, QueryLevel.PATIENT),
            Map.entry(Tag.RetrieveAETitle, QueryLevel.PATIENT),
            Map.entry(Tag.RetrieveURL, QueryLevel.STUDY));

    private AttributeLevels() {}

    /** The highest level at which the attribute can be asked for. */
    public static QueryLevel of(int tag) {
        QueryLevel computed = COMPUTED.get(tag);
        if (computed != null) {
            return computed;
        }
        if (STUDY.contains(tag) || PATIENT_STUDY.contains(tag)) {
            return QueryLevel.STUDY;
        }
        if (SERIES.contains(tag)) {
            return QueryLevel.SERIES;
        }
        return Tags.group(tag) == PATIENT_GROUP ? QueryLevel.PATIENT : QueryLevel.IMAGE;
    }

    /** Whether an answer at that level can say something of the attribute: those of the levels above are known too. */
    public static boolean isKnown(int tag, QueryLevel at) {
        return !at.isAbove(of(tag));
    }

    /** What a data set says of its patient and its study, large values left out. */
    public static Attributes ofStudy(Attributes dataSet) {
        return select(dataSet, Set.of(QueryLevel.PATIENT, QueryLevel.STUDY));
    }

    /** What a data set says of its series. */
    public static Attributes ofSeries(Attributes dataSet) {
        return select(dataSet, Set.of(QueryLevel.SERIES));
    }

    private static Attributes select(Attributes dataSet, Set<QueryLevel> levels) {
        Attributes selected = UnicodeDataSet.empty();
        dataSet.stream()
                .filter(element -> levels.contains(of(element.tag())) && !COMPUTED.containsKey(element.tag()))
                .filter(element -> element.value() instanceof Value.Inline || element.value() instanceof Value.Items)
                .forEach(selected::set);
        return selected;
    }
}
