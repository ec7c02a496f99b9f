package dev.xdsi.consumer.studies;

import java.util.List;

/**
 * Whom the community that shares a study takes its patient for: sourcePatientInfo (ITI TF-3: 4.2.3.2.22) in DICOM's forms.
 *
 * @param name as DICOM's PN: family, given, middle, prefix, suffix
 * @param birthDate {@code YYYYMMDD}, or empty
 * @param sex M, F or O, or empty
 */
public record SourcePatient(String name, String birthDate, String sex) {

    /** From values such as {@code PID-5|Doe^John^^^}. */
    static SourcePatient of(List<String> sourcePatientInfo) {
        String date = field(sourcePatientInfo, "PID-7|");
        String sex = field(sourcePatientInfo, "PID-8|");
        return new SourcePatient(
                personName(field(sourcePatientInfo, "PID-5|")),
                date.matches("\\d{8}.*") ? date.substring(0, 8) : "",
                sex.matches("[MFO]") ? sex : "");
    }

    private static String field(List<String> info, String name) {
        return info.stream()
                .filter(value -> value.startsWith(name))
                .map(value -> value.substring(name.length()))
                .findFirst()
                .orElse("");
    }

    /** HL7's XPN has the suffix before the prefix, DICOM's PN after it. */
    private static String personName(String xpn) {
        String[] parts = (xpn.split("~", 2)[0] + "^^^^").split("\\^", -1);
        String name = String.join("^", parts[0], parts[1], parts[2], parts[4], parts[3]);
        return name.replaceAll("\\^+$", "");
    }
}
