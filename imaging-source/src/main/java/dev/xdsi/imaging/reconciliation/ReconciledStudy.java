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
 * @param named whether somebody named it, and so means just this one
 * @param forgettable whether a manifest that does not stand in the registry may be taken for none
 */
public record ReconciledStudy(
        Oid study, boolean underWay, Map<Drift, Integer> drifts, boolean named, boolean forgettable) {
    public ReconciledStudy {
        Map<Drift, Integer> ordered = new EnumMap<>(Drift.class);
        ordered.putAll(drifts);
        drifts = Collections.unmodifiableMap(ordered);
    }

    static ReconciledStudy underWay(Oid study) {
        return new ReconciledStudy(study, true, Map.of(), false, false);
    }

    /** Whether that is so of its manifest. */
    boolean hasManifestToMend() {
        return drifts.keySet().stream()
                        .anyMatch(drift -> drift.isMendable() && !drift.isOfPacs() && drift != Drift.REPORTS)
                && (forgettable || !hasOfRegistry());
    }

    /** Only what is Approved can be replaced. */
    boolean hasOfRegistry() {
        return drifts.keySet().stream().anyMatch(Drift::isOfRegistry);
    }

    /** That a PACS has nothing of a study any more may be an error of the PACS: that takes the study's name. */
    boolean hasImagesToFollow() {
        return drifts.containsKey(Drift.GONE) || (named && drifts.containsKey(Drift.ALL_GONE));
    }

    /** Whether some of it can be mended, by publishing it anew. */
    boolean isMendable() {
        return hasManifestToMend() || hasImagesToFollow() || drifts.containsKey(Drift.REPORTS);
    }
}
