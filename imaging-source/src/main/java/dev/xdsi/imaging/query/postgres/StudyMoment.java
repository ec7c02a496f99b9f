package dev.xdsi.imaging.query.postgres;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.List;

/**
 * When a study was: Study Date, Study Time and the Timezone Offset From UTC (0008,0201) that they are meant in (PS3.3 C.12.1.1.8). All are of
 * one data set, for a date of one with the offset of another is a moment that nobody said.
 */
final class StudyMoment {
    private static final List<Integer> PARTS = List.of(Tag.StudyDate, Tag.StudyTime, Tag.TimezoneOffsetFromUTC);

    private StudyMoment() {}

    /** Has all of it be of the data set that said the date, or else the time, first; what the other says of it is left out of both. */
    static void settle(Attributes known, Attributes later) {
        Attributes other = isSaidBetterBy(later, known) ? known : later;
        PARTS.forEach(other::remove);
    }

    private static boolean isSaidBetterBy(Attributes later, Attributes known) {
        String date = text(known, Tag.StudyDate);
        String laterDate = text(later, Tag.StudyDate);
        boolean addsTime = text(known, Tag.StudyTime).isEmpty()
                && !text(later, Tag.StudyTime).isEmpty();
        return date.isEmpty() ? !laterDate.isEmpty() || addsTime : addsTime && laterDate.equals(date);
    }

    private static String text(Attributes dataSet, int tag) {
        return dataSet.string(tag, "").strip();
    }
}
