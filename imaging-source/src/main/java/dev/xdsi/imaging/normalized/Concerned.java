package dev.xdsi.imaging.normalized;

import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request was about, as far as that was understood.
 *
 * @param patientIds Patient ID (0010,0020) of whom
 * @param studies by Study Instance UID: how many instances of each SOP Class UID
 * @param mpps SOP Instance UID of a performed procedure step; null where it is about none
 */
public record Concerned(
        Set<String> patientIds,
        Map<Oid, Map<String, Integer>> studies,
        @Nullable Oid mpps) {
    public static final Concerned NOTHING = new Concerned(Set.of(), Map.of(), null);

    public Concerned {
        patientIds = Set.copyOf(patientIds);
        studies = Map.copyOf(studies);
    }

    /** Instances that are here. */
    public static Concerned of(Collection<StoredInstance> instances, Function<Oid, Optional<PatientKey>> patients) {
        Map<Oid, Map<String, Integer>> studies = new LinkedHashMap<>();
        Set<String> patientIds = new TreeSet<>();
        for (StoredInstance instance : instances) {
            Oid study = instance.uids().study();
            studies.computeIfAbsent(study, any -> {
                        patients.apply(study).map(PatientKey::patientId).ifPresent(patientIds::add);
                        return new TreeMap<>();
                    })
                    .merge(instance.sopClassUID().value(), 1, Integer::sum);
        }
        return new Concerned(patientIds, studies, null);
    }
}
