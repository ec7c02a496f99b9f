package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.ApiRefusal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of a patient's studies are wanted (PS3.18 10.6.1.2.3).
 *
 * @param from the first day as {@code YYYYMMDD}, or empty
 * @param to the last day, or empty
 * @param studyInstanceUIDs any of these, or all when there are none
 * @param modalities any of these, or all when there are none
 */
record StudyFilter(String from, String to, List<String> studyInstanceUIDs, List<String> modalities) {
    private static final Pattern RANGE = Pattern.compile("(\\d{8})?-(\\d{8})?");

    static StudyFilter of(SearchKeys keys) throws ApiRefusal {
        String date = keys.take("StudyDate", "00080020");
        Matcher range = RANGE.matcher(date);
        String from = "";
        String to = "";
        if (range.matches()) {
            from = range.group(1) == null ? "" : range.group(1);
            to = range.group(2) == null ? "" : range.group(2);
        } else if (date.matches("\\d{8}")) {
            from = date;
            to = date;
        } else if (!date.isEmpty()) {
            throw Refusals.badRequest("StudyDate is written as YYYYMMDD or YYYYMMDD-YYYYMMDD.");
        }
        return new StudyFilter(
                from,
                to,
                keys.takeList("StudyInstanceUID", "0020000D"),
                keys.takeList("ModalitiesInStudy", "00080061"));
    }

    boolean matches(OpenStudy study) {
        return (studyInstanceUIDs.isEmpty() || studyInstanceUIDs.contains(study.studyInstanceUID()))
                && (modalities.isEmpty() || study.modalities().stream().anyMatch(modalities::contains))
                && isInRange(study.first().date().replace("-", ""));
    }

    /** A study without a date is in no range but the one that is everything. */
    private boolean isInRange(String date) {
        return (from.isEmpty() && to.isEmpty())
                || (!date.isEmpty()
                        && (from.isEmpty() || date.compareTo(from) >= 0)
                        && (to.isEmpty() || date.compareTo(to) <= 0));
    }
}
