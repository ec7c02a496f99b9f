package dev.xdsi.imaging.publication;

import dev.xdsi.model.Oid;
import java.util.Set;

/**
 * That nothing more will come of studies than these instances, by who made them (PS3.4 F.7) or has them (PS3.4 R.3).
 *
 * @param by SOP Instance UID of what says so
 */
public record Announcement(Oid by, Set<Oid> studies, Set<Oid> instances) {
    public Announcement {
        studies = Set.copyOf(studies);
        instances = Set.copyOf(instances);
    }
}
