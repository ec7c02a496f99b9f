package dev.xdsi.imaging.reconciliation;

import dev.xdsi.model.Oid;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a look at a study found.
 *
 * @param underWay that it is receiving, due or on its way, so that there is nothing to compare yet
 * @param drifts what differs, with how many instances; nothing where all is well
 */
public record ReconciledStudy(Oid study, boolean underWay, Map<Drift, Integer> drifts) {
    public ReconciledStudy {
        Map<Drift, Integer> ordered = new EnumMap<>(Drift.class);
        ordered.putAll(drifts);
        drifts = Collections.unmodifiableMap(ordered);
    }

    static ReconciledStudy underWay(Oid study) {
        return new ReconciledStudy(study, true, Map.of());
    }

    /** Whether that is so of its manifest. */
    boolean hasManifestToMend() {
        return drifts.keySet().stream().anyMatch(drift -> drift.isMendable() && drift != Drift.REPORTS);
    }

    /** Whether publishing it anew mends some of it. */
    boolean isMendable() {
        return drifts.keySet().stream().anyMatch(Drift::isMendable);
    }
}
