package dev.xdsi.dicom;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of DT (PS3.5 section 6.2): as long as what it leaves out, a year without its month for example.
 *
 * @param begin what is left out being the least that it can be
 * @param end the first moment that is no longer meant
 * @param offset from UTC; null where the value does not say it
 */
public record Moment(
        LocalDateTime begin, LocalDateTime end, @Nullable ZoneOffset offset) {
    /** &ZZXX, from -1200 to +1400. */
    private static final String OFFSET = "\\+(?:0\\d|1[0-3])[0-5]\\d|\\+1400|-(?:0\\d|1[01])[0-5]\\d|-1200";

    /** What a value looks like. A minus before four digits that can be an offset is its sign, and no range goes on behind it. */
    public static final String SYNTAX = "\\d{4}(?:\\d\\d){0,5}(?:\\.\\d{1,6})?(?:(?:" + OFFSET + ")(?!\\d))?";

    private static final Pattern PARTS = Pattern.compile(
            "(\\d{4})(?:(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)(?:\\.(\\d{1,6}))?)?)?)?)?)?(" + OFFSET
                    + ")?");
    private static final ChronoUnit[] UNITS = {
        ChronoUnit.YEARS, ChronoUnit.MONTHS, ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS
    };
    private static final int FRACTION = 7;
    private static final int SUFFIX = 8;

    /** The moment that a value means, if it is one; a leap second counts as the one before. */
    public static Optional<Moment> parse(String value) {
        Matcher parts = PARTS.matcher(value.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime begin = LocalDateTime.of(
                            number(parts, 1, 0),
                            number(parts, 2, 1),
                            number(parts, 3, 1),
                            number(parts, 4, 0),
                            number(parts, 5, 0),
                            Math.min(59, number(parts, 6, 0)))
                    .plusNanos(fraction(parts));
            ZoneOffset offset = parts.group(SUFFIX) == null ? null : ZoneOffset.of(parts.group(SUFFIX));
            return Optional.of(new Moment(begin, end(parts, begin), offset));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** An offset of its own, as Timezone Offset From UTC (0008,0201) has it. */
    public static Optional<ZoneOffset> offset(String value) {
        String text = value.strip();
        return text.matches(OFFSET) ? Optional.of(ZoneOffset.of(text)) : Optional.empty();
    }

    private static int number(Matcher parts, int group, int otherwise) {
        String digits = parts.group(group);
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static long fraction(Matcher parts) {
        String digits = parts.group(FRACTION);
        return digits == null ? 0 : Long.parseLong((digits + "00000000").substring(0, 9));
    }

    private static LocalDateTime end(Matcher parts, LocalDateTime begin) {
        String fraction = parts.group(FRACTION);
        if (fraction != null) {
            return begin.plusNanos(Math.powExact(10, 9 - fraction.length()));
        }
        int said = UNITS.length;
        while (parts.group(said) == null) {
            said--;
        }
        return begin.plus(1, UNITS[said - 1]);
    }

    /** With the offset that holds where it says none itself. */
    public Moment in(@Nullable ZoneOffset otherwise) {
        return offset == null ? new Moment(begin, end, otherwise) : this;
    }

    /** Whether it begins before the other. By the clock on the wall where one of them does not say its offset. */
    public boolean beginsBefore(Moment other) {
        return isBefore(other, other.begin);
    }

    /** Whether it begins before the other is over. */
    public boolean beginsBeforeEndOf(Moment other) {
        return isBefore(other, other.end);
    }

    private boolean isBefore(Moment other, LocalDateTime time) {
        return (offset == null || other.offset == null)
                ? begin.isBefore(time)
                : begin.toInstant(offset).isBefore(time.toInstant(other.offset));
    }
}
