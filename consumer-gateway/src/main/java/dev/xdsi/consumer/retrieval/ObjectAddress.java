package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.ManifestInstance;
import java.net.URI;

/** An instance at one source, as WADO-URI addresses it (PS3.18 9.1). */
public record ObjectAddress(URI base, String studyUID, String seriesUID, ManifestInstance instance) {}
