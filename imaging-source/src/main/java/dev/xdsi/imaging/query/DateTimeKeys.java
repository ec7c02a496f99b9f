package dev.xdsi.imaging.query;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DateTimes;
import dev.xdsi.dicom.Moment;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.VR;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the values of DA, TM and DT keys: one, or a range with one end open or none (PS3.4 C.2.2.2.5). */
final class DateTimeKeys {
    /** Dates that a time belongs to. */
    private static final Map<Integer, Integer> TIME_OF = Map.of(
            Tag.StudyDate, Tag.StudyTime,
            Tag.SeriesDate, Tag.SeriesTime,
            Tag.AcquisitionDate, Tag.AcquisitionTime,
            Tag.ContentDate, Tag.ContentTime,
            Tag.PerformedProcedureStepStartDate, Tag.PerformedProcedureStepStartTime,
            Tag.InstanceCreationDate, Tag.InstanceCreationTime);

    private static final Pattern MOMENTS =
            Pattern.compile("(" + Moment.SYNTAX + ")?\\s*(-)?\\s*(" + Moment.SYNTAX + ")?");

    private static final String END_OF_HOUR = "5959.999999";

    private DateTimeKeys() {}

    static Condition date(int tag, String key) throws UnacceptableQuery {
        String[] ends = ends(tag, key);
        return new Condition.DateRange(tag, date(tag, VR.DA, ends[0]), date(tag, VR.DA, ends[1]));
    }

    static Condition time(int tag, String key) throws UnacceptableQuery {
        String[] ends = ends(tag, key);
        String last = ends[1];
        return new Condition.TimeRange(tag, timeOf(tag, ends[0]), timeOf(tag, last.isEmpty() ? "" : filled(last)));
    }

    /**
     * A minus separates the ends of a range wherever it is not the sign of an offset from UTC (PS3.4 C.2.2.2.5.3).
     *
     * @param offset of the moments that do not say theirs; null where that is not known
     */
    static Condition moment(int tag, String key, @Nullable ZoneOffset offset) throws UnacceptableQuery {
        Matcher ends = MOMENTS.matcher(key);
        if (!ends.matches() || (ends.group(1) == null && ends.group(3) == null)) {
            throw wrong(tag);
        }
        Moment from = oneEnd(tag, ends.group(1), offset);
        if (ends.group(2) == null && ends.group(3) == null) {
            return new Condition.MomentRange(tag, from, from);
        }
        if (ends.group(2) == null) {
            throw wrong(tag);
        }
        return new Condition.MomentRange(tag, from, oneEnd(tag, ends.group(3), offset));
    }

    private static @Nullable Moment oneEnd(int tag, @Nullable String text, @Nullable ZoneOffset offset)
            throws UnacceptableQuery {
        return text == null
                ? null
                : Moment.parse(text).orElseThrow(() -> wrong(tag)).in(offset);
    }

    /** The offset that the identifier's times are meant in (PS3.4 C.4.1.1.3.1); null where it does not say. */
    static @Nullable ZoneOffset offset(Attributes identifier) throws UnacceptableQuery {
        String text = identifier.string(Tag.TimezoneOffsetFromUTC, "").strip();
        return text.isEmpty()
                ? null
                : Moment.offset(text)
                        .orElseThrow(() -> new UnacceptableQuery(
                                Tags.toString(Tag.TimezoneOffsetFromUTC) + " is no offset from UTC"));
    }

    /** A time without its minutes or seconds lasts until these are over. */
    private static String filled(String time) {
        String digits = time.replace(":", "");
        return digits.length() <= 4 && digits.length() % 2 == 0
                ? digits + END_OF_HOUR.substring(digits.length() - 2)
                : digits.length() == 6 ? digits + ".999999" : digits;
    }

    private static String[] ends(int tag, String key) throws UnacceptableQuery {
        int dash = key.indexOf('-');
        if (dash < 0) {
            return new String[] {key, key};
        }
        String[] ends = {key.substring(0, dash).strip(), key.substring(dash + 1).strip()};
        if (ends[0].isEmpty() && ends[1].isEmpty()) {
            throw wrong(tag);
        }
        return ends;
    }

    private static @Nullable LocalDate date(int tag, VR vr, String text) throws UnacceptableQuery {
        return text.isEmpty()
                ? null
                : DateTimes.date(new Attributes().setString(tag, vr, text), tag).orElseThrow(() -> wrong(tag));
    }

    private static @Nullable LocalTime timeOf(int tag, String text) throws UnacceptableQuery {
        return text.isEmpty()
                ? null
                : DateTimes.time(new Attributes().setString(tag, VR.TM, text), tag)
                        .orElseThrow(() -> wrong(tag));
    }

    private static UnacceptableQuery wrong(int tag) {
        return new UnacceptableQuery(Tags.toString(tag) + " is no date, no time and no range of them");
    }

    /** The ranges of a date and of its time as one range from the first moment to the last. */
    static List<Condition> combined(List<Condition> conditions) {
        List<Condition> result = new ArrayList<>(conditions);
        for (Condition each : conditions) {
            Integer timeTag = TIME_OF.get(each.tag());
            if (timeTag != null && each instanceof Condition.DateRange date) {
                result.stream()
                        .filter(other -> other.tag() == timeTag && other instanceof Condition.TimeRange)
                        .map(Condition.TimeRange.class::cast)
                        .findFirst()
                        .ifPresent(time -> {
                            result.remove(date);
                            result.remove(time);
                            result.add(combined(date, time));
                        });
            }
        }
        return result;
    }

    private static Condition combined(Condition.DateRange date, Condition.TimeRange time) {
        return new Condition.DateTimeRange(
                date.tag(),
                time.tag(),
                date.from() == null ? null : date.from().atTime(time.from() == null ? LocalTime.MIN : time.from()),
                date.to() == null ? null : date.to().atTime(time.to() == null ? LocalTime.MAX : time.to()));
    }
}
