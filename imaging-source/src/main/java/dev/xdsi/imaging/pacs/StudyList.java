package dev.xdsi.imaging.pacs;

import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.model.Oid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a PACS says it has of a study.
 *
 * @param whole whether it named as many instances of each series as it said there are; a shorter list says nothing of what is not in it
 */
public record StudyList(List<WantedInstances> series, boolean whole) {
    public StudyList {
        series = List.copyOf(series);
    }

    public Set<Oid> instances() {
        Set<Oid> all = new HashSet<>();
        series.forEach(each -> all.addAll(each.sopClasses().keySet()));
        return all;
    }
}
