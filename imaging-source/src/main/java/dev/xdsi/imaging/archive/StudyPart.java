package dev.xdsi.imaging.archive;

import dev.xdsi.model.Oid;
import org.jspecify.annotations.Nullable;

/** A study, one of its series, or one of its instances, as DICOMweb addresses them (PS3.18 10.1.1). */
public record StudyPart(
        Oid study, @Nullable Oid series, @Nullable Oid sopInstance) {
    public StudyPart {
        if (series == null && sopInstance != null) {
            throw new IllegalArgumentException("an instance is addressed through its series");
        }
    }

    public static StudyPart study(Oid study) {
        return new StudyPart(study, null, null);
    }

    public static StudyPart series(Oid study, Oid series) {
        return new StudyPart(study, series, null);
    }

    public static StudyPart instance(InstanceUids uids) {
        return new StudyPart(uids.study(), uids.series(), uids.sopInstance());
    }

    /** Whether the instance lies within this part. */
    public boolean contains(InstanceUids uids) {
        return study.equals(uids.study())
                && (series == null || series.equals(uids.series()))
                && (sopInstance == null || sopInstance.equals(uids.sopInstance()));
    }
}
