package dev.xdsi.imaging.archive;

/**
 * Instances of an archive that are objects.
 *
 * @param cacheBytes of those that are on our disk too, for a while
 * @param forNew whether instances that come now are kept there; else only those that are there already are read
 */
public record ArchiveObjects(ObjectStore store, long cacheBytes, boolean forNew) {}
