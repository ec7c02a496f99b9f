package dev.xdsi.imaging.reconciliation;

import dev.xdsi.model.Oid;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a look at a study found.
 *
 * @param underWay that it is receiving, due or on its way, so that there is nothing to compare yet
 * @param drifts what differs, with how many instances or documents; nothing where all is well
 * @param forgettable whether a manifest that does not stand in the registry may be taken for none
 */
public record ReconciledStudy(Oid study, boolean underWay, Map<Drift, Integer> drifts, boolean forgettable) {
    public ReconciledStudy {
        Map<Drift, Integer> ordered = new EnumMap<>(Drift.class);
        ordered.putAll(drifts);
        drifts = Collections.unmodifiableMap(ordered);
    }

    static ReconciledStudy underWay(Oid study) {
        return new ReconciledStudy(study, true, Map.of(), false);
    }

    /** Whether that is so of its manifest. */
    boolean hasManifestToMend() {
        return drifts.keySet().stream().anyMatch(drift -> drift.isMendable() && drift != Drift.REPORTS)
                && (forgettable || !hasOfRegistry());
    }

    /** Only what is Approved can be replaced. */
    boolean hasOfRegistry() {
        return drifts.keySet().stream().anyMatch(Drift::isOfRegistry);
    }

    /** Whether publishing it anew mends some of it. */
    boolean isMendable() {
        return hasManifestToMend() || drifts.containsKey(Drift.REPORTS);
    }
}
