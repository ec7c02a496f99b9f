package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.manifest.SeriesDescription;
import dev.xdsi.consumer.studies.SharedStudy;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What manifests and their entries tell of studies, series and instances, as QIDO-RS returns it (PS3.18 10.6.3.3).
 *
 * @param base the address of these services, for Retrieve URLs
 */
record SearchAnswer(String base) {
    private static final int LONGEST_TEXT = 64;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    Attributes study(OpenStudy study) {
        SharedStudy first = study.first();
        Attributes answer = start();
        text(answer, Tag.StudyDate, first.date().replace("-", ""));
        answer.setString(Tag.InstanceAvailability, "ONLINE");
        answer.setString(
                Tag.ModalitiesInStudy,
                study.modalities().stream()
                        .filter(code -> code.matches("[A-Z0-9_ ]{1,16}"))
                        .toArray(String[]::new));
        answer.setString(Tag.RetrieveURL, base + "/studies/" + study.studyInstanceUID());
        text(answer, Tag.StudyDescription, first.description());
        text(answer, Tag.PatientName, first.patient().name());
        text(answer, Tag.PatientID, study.patient().id());
        text(answer, Tag.IssuerOfPatientID, study.patient().assigningAuthority().value());
        text(answer, Tag.PatientBirthDate, first.patient().birthDate());
        text(answer, Tag.PatientSex, first.patient().sex());
        List<ManifestSeries> series = study.series();
        answer.setString(Tag.StudyInstanceUID, study.studyInstanceUID());
        answer.setInt(Tag.NumberOfStudyRelatedSeries, series.size());
        answer.setInt(
                Tag.NumberOfStudyRelatedInstances,
                series.stream().mapToInt(one -> one.instances().size()).sum());
        return answer;
    }

    Attributes series(OpenStudy study, ManifestSeries series) {
        Attributes answer = start();
        modality(answer, study, series);
        describe(answer, series.description());
        answer.setString(
                Tag.RetrieveURL,
                base + "/studies/" + study.studyInstanceUID() + "/series/" + series.seriesInstanceUID());
        answer.setString(Tag.StudyInstanceUID, study.studyInstanceUID());
        answer.setString(Tag.SeriesInstanceUID, series.seriesInstanceUID());
        answer.setInt(Tag.NumberOfSeriesRelatedInstances, series.instances().size());
        return answer;
    }

    /** Only what is said: an empty element would say that there is none. */
    private static void describe(Attributes answer, SeriesDescription series) {
        if (!series.description().isEmpty()) {
            text(answer, Tag.SeriesDescription, series.description());
        }
        if (!series.date().isEmpty()) {
            answer.setString(Tag.SeriesDate, series.date());
        }
        if (!series.time().isEmpty()) {
            answer.setString(Tag.SeriesTime, series.time());
        }
        number(answer, Tag.SeriesNumber, series.number());
    }

    private static void number(Attributes answer, int tag, String number) {
        if (NUMBER.matcher(number).matches()) {
            answer.setString(tag, number);
        }
    }

    Attributes instance(OpenStudy study, ManifestSeries series, ManifestInstance instance) {
        Attributes answer = start();
        number(answer, Tag.InstanceNumber, instance.description().number());
        if (instance.description().frames() > 0) {
            answer.setInt(Tag.NumberOfFrames, instance.description().frames());
        }
        answer.setString(Tag.SOPClassUID, instance.sopClassUID());
        answer.setString(Tag.SOPInstanceUID, instance.sopInstanceUID());
        answer.setString(Tag.InstanceAvailability, "ONLINE");
        modality(answer, study, series);
        answer.setString(
                Tag.RetrieveURL,
                base + "/studies/" + study.studyInstanceUID() + "/series/" + series.seriesInstanceUID() + "/instances/"
                        + instance.sopInstanceUID());
        answer.setString(Tag.StudyInstanceUID, study.studyInstanceUID());
        answer.setString(Tag.SeriesInstanceUID, series.seriesInstanceUID());
        return answer;
    }

    private static Attributes start() {
        return new Attributes().setString(Tag.SpecificCharacterSet, "ISO_IR 192");
    }

    private static void modality(Attributes answer, OpenStudy study, ManifestSeries series) {
        @Nullable String modality = Modalities.of(series, study);
        if (modality == null) {
            answer.setEmpty(Tag.Modality);
        } else {
            answer.setString(Tag.Modality, modality);
        }
    }

    /** Texts of partners, which may hold what DICOM has no place for. */
    private static void text(Attributes answer, int tag, String value) {
        String clean = value.codePoints()
                .filter(c -> c != '\\' && !Character.isISOControl(c))
                .limit(LONGEST_TEXT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (clean.isBlank()) {
            answer.setEmpty(tag);
        } else {
            answer.setString(tag, clean);
        }
    }
}
