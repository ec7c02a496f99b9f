package dev.xdsi.imaging.manifest;

import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a manifest lists, and what is known about it.
 *
 * @param instances all of one study, the oldest first
 * @param descriptions of those instances that describe themselves; empty where nobody asks for them
 */
public record StudyContents(
        StudyHeader header, List<StoredInstance> instances, Map<Oid, InstanceDescription> descriptions) {
    public StudyContents {
        instances = List.copyOf(instances);
        descriptions = Map.copyOf(descriptions);
    }

    /** The instances by series, in the order of the header's data sets. */
    Map<Oid, List<StoredInstance>> bySeries() {
        Map<Oid, List<StoredInstance>> bySeries = new LinkedHashMap<>();
        for (StoredInstance instance : instances) {
            bySeries.computeIfAbsent(instance.uids().series(), series -> new ArrayList<>())
                    .add(instance);
        }
        return bySeries;
    }

    InstanceDescription description(StoredInstance instance) {
        return descriptions.getOrDefault(instance.uids().sopInstance(), InstanceDescription.NOTHING);
    }
}
