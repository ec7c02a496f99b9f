package dev.xdsi.dicom;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of DA and TM (PS3.5 section 6.2), with the dots and colons that ACR-NEMA put into them. */
public final class DateTimes {
    private static final Pattern DATE = Pattern.compile("(\\d{4})[.-]?(\\d{2})[.-]?(\\d{2})");
    private static final Pattern TIME = Pattern.compile("(\\d{2}):?(\\d{2})?:?(\\d{2})?(?:\\.(\\d{1,6}))?");
    private static final DateTimeFormatter DA = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TM = DateTimeFormatter.ofPattern("HHmmss.SSSSSS");

    private DateTimes() {}

    /** The date of a DA element, if its value is one. */
    public static Optional<LocalDate> date(Attributes attributes, int tag) {
        Matcher parts = DATE.matcher(attributes.string(tag, ""));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The time of a TM element, what it leaves out being zero; a leap second counts as the one before. */
    public static Optional<LocalTime> time(Attributes attributes, int tag) {
        Matcher parts = TIME.matcher(attributes.string(tag, ""));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String fraction = parts.group(4) == null ? "0" : parts.group(4);
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        try {
            return Optional.of(LocalTime.of(number(parts, 1), number(parts, 2), Math.min(59, number(parts, 3)), nanos));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** A DA value. */
    public static String format(LocalDate date) {
        return DA.format(date);
    }

    /** A TM value with six digits of a second. */
    public static String format(LocalTime time) {
        return TM.format(time);
    }
}
