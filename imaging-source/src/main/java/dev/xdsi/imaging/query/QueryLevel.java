package dev.xdsi.imaging.query;

import dev.xdsi.dicom.Tag;
import java.util.Arrays;
import java.util.Optional;

/** The levels of the Query/Retrieve information models, PS3.4 C.6.1.1, from the top; each with its unique key. */
public enum QueryLevel {
    PATIENT(Tag.PatientID),
    STUDY(Tag.StudyInstanceUID),
    SERIES(Tag.SeriesInstanceUID),
    IMAGE(Tag.SOPInstanceUID);

    private final int uniqueKey;

    QueryLevel(int uniqueKey) {
        this.uniqueKey = uniqueKey;
    }

    /** From Query/Retrieve Level (0008,0052). */
    public static Optional<QueryLevel> of(String value) {
        return Arrays.stream(values())
                .filter(level -> level.name().equals(value))
                .findFirst();
    }

    public int uniqueKey() {
        return uniqueKey;
    }

    public boolean isAbove(QueryLevel other) {
        return compareTo(other) < 0;
    }
}
