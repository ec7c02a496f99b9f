package dev.xdsi.imaging.query;

import java.util.List;
import java.util.Set;

/**
 * One question to the archive.
 *
 * @param level of what is looked for
 * @param conditions all of which hold of what is found; of the level and of those above
 * @param answer what is said of it
 * @param unsupported keys that are neither matched nor returned
 */
public record InstanceQuery(QueryLevel level, List<Condition> conditions, ReturnKeys answer, Set<Integer> unsupported) {
    public InstanceQuery {
        conditions = List.copyOf(conditions);
        unsupported = Set.copyOf(unsupported);
    }
}
