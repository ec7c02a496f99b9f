package dev.xdsi.model.patient;

import dev.xdsi.model.Dtm;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When a person was born, in the local time of the place, as {@code YYYY[MM[DD[hh[mm[ss]]]]]} with the precision that is known (HL7 v2
 * PID-7, HL7 v3 birthTime).
 */
public record BirthTime(String value) {
    private static final int TO_THE_DAY = 8;
    private static final String NO_YEAR = "0000";

    public BirthTime {
        if (!Dtm.isValid(value)) {
            throw new IllegalArgumentException("not a time of birth (YYYY[MM[DD[hh[mm[ss]]]]])");
        }
    }

    /** Reads what HL7 allows and a calendar has, which begins with the year 1; of it, fractions of a second and the offset say nothing about a birthday. */
    public static Optional<BirthTime> parse(String hl7) {
        String digits = hl7.replaceFirst("(\\.[0-9]{1,6})?([+-][0-9]{4})?$", "");
        return Dtm.isValid(digits) && !digits.startsWith(NO_YEAR)
                ? Optional.of(new BirthTime(digits))
                : Optional.empty();
    }

    /** The birthday, unless only the month or the year is known. */
    public Optional<LocalDate> date() {
        return value.length() < TO_THE_DAY
                ? Optional.empty()
                : Optional.of(LocalDate.parse(value.substring(0, TO_THE_DAY), DateTimeFormatter.BASIC_ISO_DATE));
    }

    /** The same day, as far as both say it. */
    public boolean isSameDay(BirthTime other) {
        return date().isPresent() && date().equals(other.date());
    }
}
