package dev.xdsi.repository.ondemand.imagingsummary;

import dev.xdsi.model.PatientId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom a summary is about, as the sources of the studies name the patient (ITI TF-3: 4.2.3.2.22).
 *
 * @param name family, given; all names that sources use, where they do not agree
 */
record SummarizedPatient(String id, String name, String birthDate, String sex) {
    static SummarizedPatient of(PatientId patientId, List<List<String>> sourcePatientInfos) {
        return new SummarizedPatient(
                patientId.cx(),
                said(sourcePatientInfos, "PID-5|")
                        .map(SummarizedPatient::personName)
                        .distinct()
                        .collect(Collectors.joining("; ")),
                said(sourcePatientInfos, "PID-7|")
                        .map(SummaryText::day)
                        .distinct()
                        .collect(Collectors.joining("; ")),
                said(sourcePatientInfos, "PID-8|").distinct().collect(Collectors.joining("; ")));
    }

    private static Stream<String> said(List<List<String>> infos, String field) {
        return infos.stream()
                .flatMap(List::stream)
                .filter(value -> value.startsWith(field) && value.length() > field.length())
                .map(value -> value.substring(field.length()));
    }

    /** From an XPN: {@code Doe^Jane^Mary} is Doe, Jane Mary. */
    private static String personName(String xpn) {
        String[] parts = (xpn + "^^^").split("\\^", -1);
        String given = (parts[1] + " " + parts[2]).strip();
        return given.isEmpty() ? parts[0] : parts[0] + ", " + given;
    }
}
