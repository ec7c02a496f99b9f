package dev.xdsi.imaging.disclosure;

import dev.xdsi.audit.AuditedObject;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Says in an audit record which studies of which patients left, and how many instances of each SOP class (PS3.15 A.5.3.7). */
public final class DisclosedObjects {
    private final InstanceArchive archive;

    public DisclosedObjects(InstanceArchive archive) {
        this.archive = archive;
    }

    /** The objects of those instances that left; where none did, the studies alone, for the attempt is recorded too. */
    public List<AuditedObject> of(Stream<StoredInstance> promised, Set<String> sent) {
        Map<Oid, Map<String, Integer>> studies = new LinkedHashMap<>();
        promised.forEach(instance -> {
            Map<String, Integer> classes =
                    studies.computeIfAbsent(instance.uids().study(), study -> new TreeMap<>());
            if (sent.contains(instance.uids().sopInstance().value())) {
                classes.merge(instance.sopClassUID().value(), 1, Integer::sum);
            }
        });
        List<AuditedObject> objects = new ArrayList<>();
        studies.keySet().stream()
                .flatMap(study -> archive.patient(study).stream())
                .map(patient -> AuditedObject.patient(patient.patientId()))
                .distinct()
                .forEach(objects::add);
        studies.forEach((study, classes) -> objects.add(AuditedObject.study(study.value(), classes)));
        return objects;
    }
}
