package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.model.Oid;
import java.util.regex.Pattern;

/**
 * Which studies of a patient are meant, or which one study.
 *
 * @param patientId (0010,0020) as the PACS writes it; no wildcards; empty where a study is named
 * @param from the first Study Date, YYYYMMDD; empty for no limit
 * @param to the last one
 * @param modality that one of the series has (0008,0061); empty for any
 * @param study its Study Instance UID; empty where a patient is named
 */
public record StudyQuestion(String patientId, String from, String to, String modality, String study) {
    private static final Pattern PATIENT_ID = Pattern.compile("[^\\\\*?\\p{Cntrl}]{1,64}");
    private static final Pattern DATE = Pattern.compile("(\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01]))?");
    private static final Pattern MODALITY = Pattern.compile("[A-Z0-9_]{0,16}");

    public StudyQuestion {
        require(study.isEmpty() || (patientId.isEmpty() && Oid.isValid(study)), "a study is named by its UID alone");
        require(
                !study.isEmpty() || (PATIENT_ID.matcher(patientId).matches() && !patientId.isBlank()),
                "a Patient ID has 1 to 64 characters, and no wildcards");
        require(DATE.matcher(from).matches() && DATE.matcher(to).matches(), "a date is YYYYMMDD");
        require(from.isEmpty() || to.isEmpty() || from.compareTo(to) <= 0, "the dates are in the wrong order");
        require(MODALITY.matcher(modality).matches(), "a modality is a code like CT");
    }

    /** Of one patient. */
    public StudyQuestion(String patientId, String from, String to, String modality) {
        this(patientId, from, to, modality, "");
    }

    /** One study, whosever it is. */
    public static StudyQuestion of(Oid study) {
        return new StudyQuestion("", "", "", "", study.value());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    Attributes keys() {
        Attributes keys = new Attributes()
                .setString(Tag.QueryRetrieveLevel, "STUDY")
                .setString(Tag.PatientID, patientId)
                .setString(Tag.StudyInstanceUID, study);
        keys.setString(Tag.StudyDate, from.isEmpty() && to.isEmpty() ? "" : from + "-" + to);
        keys.setString(Tag.ModalitiesInStudy, modality);
        return keys;
    }
}
