package dev.xdsi.imaging.rad68;

import dev.xdsi.model.Dtm;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Study Date and Study Time as a DTM in UTC, with no more precision than they have (RAD TF-3: 4.68.4.1.2.3). */
final class StudyTime {
    private static final Pattern DATE = Pattern.compile("([0-9]{4})\\.?([0-9]{2})\\.?([0-9]{2})");
    private static final Pattern TIME = Pattern.compile("([0-9]{2}):?(?:([0-9]{2}):?(?:([0-9]{2})(?:\\.[0-9]*)?)?)?");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final int MINUTES = 12;

    private StudyTime() {}

    /** Empty without a date. A date without a time stays the day it is, for no zone makes it another. */
    static Optional<Dtm> utc(String date, String time, ZoneId zone) {
        Matcher day = DATE.matcher(date.strip());
        if (!day.matches()) {
            return Optional.empty();
        }
        String digits = day.group(1) + day.group(2) + day.group(3);
        Matcher clock = TIME.matcher(time.strip());
        try {
            LocalDate studyDate = LocalDate.of(number(day, 1), number(day, 2), number(day, 3));
            return Optional.of(clock.matches() ? utc(studyDate, clock, zone) : new Dtm(digits));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** Hours alone are said to the minute: not every zone is whole hours away from UTC. */
    private static Dtm utc(LocalDate date, Matcher clock, ZoneId zone) {
        boolean toSeconds = clock.group(3) != null;
        LocalTime time = LocalTime.of(
                number(clock, 1),
                clock.group(2) == null ? 0 : number(clock, 2),
                toSeconds ? Math.min(59, number(clock, 3)) : 0);
        String utc = SECONDS.format(date.atTime(time).atZone(zone).withZoneSameInstant(ZoneOffset.UTC));
        return new Dtm(toSeconds ? utc : utc.substring(0, MINUTES));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
