package dev.xdsi.imaging.query;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DateTimes;
import dev.xdsi.dicom.Moment;
import dev.xdsi.dicom.PersonName;
import dev.xdsi.dicom.Tag;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One key that restricts what is found (PS3.4 C.2.2.2). A key that matches everything is no condition. */
public sealed interface Condition {
    int tag();

    /** Whether something of which these attributes are known is meant; of an attribute with several values one is enough. */
    boolean holds(Attributes row);

    /** Single value and list of UID matching (PS3.4 C.2.2.2.1, C.2.2.2.2). */
    record OneOf(int tag, Set<String> values) implements Condition {
        public OneOf {
            values = Set.copyOf(values);
        }

        @Override
        public boolean holds(Attributes row) {
            return row.strings(tag).stream().anyMatch(value -> values.contains(value.strip()));
        }
    }

    /** Single value matching of a number, however it is written. */
    record Numeric(int tag, double value) implements Condition {
        @Override
        public boolean holds(Attributes row) {
            for (double number : row.reals(tag)) {
                if (Double.compare(number, value) == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Wild card matching (PS3.4 C.2.2.2.4). */
    record Like(int tag, Wildcards pattern) implements Condition {
        @Override
        public boolean holds(Attributes row) {
            return row.strings(tag).stream().anyMatch(value -> pattern.matches(value.strip()));
        }
    }

    /** Single value and wild card matching of a person's name. */
    record Name(int tag, NamePattern pattern) implements Condition {
        @Override
        public boolean holds(Attributes row) {
            return row.strings(tag).stream().map(PersonName::parse).anyMatch(pattern::matches);
        }
    }

    /** Fuzzy matching of a person's name (PS3.18 8.3.4.2). */
    record Similar(int tag, SimilarNames names) implements Condition {
        @Override
        public boolean holds(Attributes row) {
            return row.strings(tag).stream().map(PersonName::parse).anyMatch(names::matches);
        }
    }

    /** Range matching of a DA (PS3.4 C.2.2.2.5.1), both ends included; null is an open end. */
    record DateRange(
            int tag, @Nullable LocalDate from, @Nullable LocalDate to) implements Condition {
        @Override
        public boolean holds(Attributes row) {
            return DateTimes.date(row, tag)
                    .filter(date -> from == null || !date.isBefore(from))
                    .filter(date -> to == null || !date.isAfter(to))
                    .isPresent();
        }
    }

    /** Range matching of a TM. */
    record TimeRange(
            int tag, @Nullable LocalTime from, @Nullable LocalTime to) implements Condition {
        @Override
        public boolean holds(Attributes row) {
            return DateTimes.time(row, tag)
                    .filter(time -> from == null || !time.isBefore(from))
                    .filter(time -> to == null || !time.isAfter(to))
                    .isPresent();
        }
    }

    /** Range matching of a date and its time as one moment (PS3.4 C.2.2.2.5.4). */
    record DateTimeRange(
            int tag,
            int timeTag,
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime to) implements Condition {
        @Override
        public boolean holds(Attributes row) {
            return DateTimes.date(row, tag)
                    .map(date -> date.atTime(DateTimes.time(row, timeTag).orElse(LocalTime.MIDNIGHT)))
                    .filter(moment -> from == null || !moment.isBefore(from))
                    .filter(moment -> to == null || !moment.isAfter(to))
                    .isPresent();
        }
    }

    /**
     * Single value and range matching of a DT (PS3.4 C.2.2.2.5.3), both ends included as far as they say; null is an open end. Values
     * without an offset have the one of their data set (PS3.3 C.12.1.1.8).
     */
    record MomentRange(
            int tag, @Nullable Moment from, @Nullable Moment to) implements Condition {
        @Override
        public boolean holds(Attributes row) {
            ZoneOffset offset =
                    Moment.offset(row.string(Tag.TimezoneOffsetFromUTC, "")).orElse(null);
            return row.strings(tag).stream()
                    .flatMap(value -> Moment.parse(value).stream())
                    .map(moment -> moment.in(offset))
                    .anyMatch(moment -> (from == null || !moment.beginsBefore(from))
                            && (to == null || moment.beginsBeforeEndOf(to)));
        }
    }

    /** Sequence matching (PS3.4 C.2.2.2.6): one item for which all of it holds. */
    record AnItem(int tag, List<Condition> conditions) implements Condition {
        public AnItem {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Attributes row) {
            return row.items(tag).stream()
                    .map(item -> inTimezoneOf(row, item))
                    .anyMatch(item -> conditions.stream().allMatch(condition -> condition.holds(item)));
        }

        /** Timezone Offset From UTC is said once, outside of the items. */
        private static Attributes inTimezoneOf(Attributes row, Attributes item) {
            return row.element(Tag.TimezoneOffsetFromUTC)
                    .filter(offset -> !item.contains(offset.tag()))
                    .map(offset -> item.copy().set(offset))
                    .orElse(item);
        }
    }
}
