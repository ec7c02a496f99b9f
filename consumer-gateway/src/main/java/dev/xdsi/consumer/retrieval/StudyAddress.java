package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import java.net.URI;

/**
 * A study, or a part of it, at one source, by the base of its DICOMweb services; what is known to belong to it says its manifest.
 *
 * @param part the path below the study (PS3.18 10.1.1): empty, a series, or an instance
 */
public record StudyAddress(URI base, Manifest manifest, String part) {
    public StudyAddress(URI base, Manifest manifest) {
        this(base, manifest, "");
    }

    public static StudyAddress series(URI base, Manifest manifest, String seriesUID) {
        return new StudyAddress(base, manifest, "/series/" + seriesUID);
    }

    public static StudyAddress instance(URI base, Manifest manifest, String seriesUID, String instanceUID) {
        return new StudyAddress(base, manifest, "/series/" + seriesUID + "/instances/" + instanceUID);
    }

    /** Where the source serves it. */
    public URI target() {
        return below("");
    }

    /** Where the source serves a resource of it, such as {@code /metadata}. */
    public URI below(String resource) {
        String root = base.toString();
        return URI.create(
                (root.endsWith("/") ? root : root + "/") + "studies/" + manifest.studyInstanceUID() + part + resource);
    }
}
