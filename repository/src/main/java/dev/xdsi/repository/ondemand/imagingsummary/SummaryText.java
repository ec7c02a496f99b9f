package dev.xdsi.repository.ondemand.imagingsummary;

/** How a summary writes what metadata hold. */
final class SummaryText {
    private static final int DAY = 8;
    private static final int MINUTE = 12;

    private SummaryText() {}

    /** {@code 2026-03-04}, as far as a DTM or a date of HL7 says so. */
    static String day(String dtm) {
        return dtm.matches("[0-9]{8}.*")
                ? dtm.substring(0, 4) + "-" + dtm.substring(4, 6) + "-" + dtm.substring(6, DAY)
                : dtm;
    }

    /** {@code 2026-03-04 05:06}. */
    static String minute(String dtm) {
        return dtm.length() < MINUTE
                ? day(dtm)
                : day(dtm) + " " + dtm.substring(DAY, 10) + ":" + dtm.substring(10, MINUTE);
    }
}
