package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.dicomweb.CachedImages.Asker;
import dev.xdsi.consumer.manifest.Manifest;
import java.util.List;

/**
 * What is wanted of which study, and for whom.
 *
 * @param part the study, the series or the instance that the path names
 */
record Wanted(ResourcePath path, OpenStudy study, List<Manifest> part, Asker asker) {}
