package dev.xdsi.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** A time in UTC as {@code YYYY[MM[DD[hh[mm[ss]]]]]}, with the precision it was given (ITI TF-3: Table 4.2.3.1.7-2, DTM). */
public record Dtm(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{4}([0-9]{2}){0,5}");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final String EARLIEST = "00000101000000";

    public Dtm {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a DTM in UTC (YYYY[MM[DD[hh[mm[ss]]]]]): " + value);
        }
    }

    public static boolean isValid(String value) {
        if (!FORM.matcher(value).matches()) {
            return false;
        }
        try {
            return parse(value) != null;
        } catch (DateTimeException invalid) {
            return false;
        }
    }

    /** To full seconds. */
    public static Dtm of(Instant instant) {
        return new Dtm(SECONDS.format(instant.atOffset(ZoneOffset.UTC)));
    }

    /** The first instant that this value covers: 2004 is 2004-01-01T00:00:00Z. */
    public Instant start() {
        return parse(value).toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime parse(String value) {
        String padded = value + EARLIEST.substring(value.length());
        return LocalDateTime.of(
                part(padded, 0, 4),
                part(padded, 4, 6),
                part(padded, 6, 8),
                part(padded, 8, 10),
                part(padded, 10, 12),
                part(padded, 12, 14));
    }

    private static int part(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    @Override
    public String toString() {
        return value;
    }
}
