package dev.xdsi.imaging.query.postgres;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.query.Catalogue.Description;
import dev.xdsi.imaging.query.UnicodeDataSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of an instance, its series and its study, put together from below; what a level says counts more than what was said below it. Each
 * was said by a data set with a Timezone Offset From UTC (0008,0201) of its own.
 */
final class DescribedLevels {
    private final Attributes row = UnicodeDataSet.empty();
    private final List<String> offsets = new ArrayList<>();

    /** An instance that says no offset has none. */
    void addInstance(Attributes metadata) {
        add(metadata);
        if (offsets.isEmpty()) {
            offsets.add("");
        }
    }

    /** A level; of a series that was entered before its offset was noted, none is known, and it is taken for that of the study. */
    void add(Attributes level) {
        UnicodeDataSet.add(row, level);
        if (level.contains(Tag.TimezoneOffsetFromUTC)) {
            offsets.add(level.string(Tag.TimezoneOffsetFromUTC, "").strip());
        }
    }

    Description of(Attributes study) {
        UnicodeDataSet.add(row, study);
        if (!offsets.isEmpty()) {
            offsets.add(study.string(Tag.TimezoneOffsetFromUTC, "").strip());
            row.setString(Tag.TimezoneOffsetFromUTC, offsets.getFirst());
        }
        return new Description(row, offsets.stream().distinct().count() <= 1);
    }
}
