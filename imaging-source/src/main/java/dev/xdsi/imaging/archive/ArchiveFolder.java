package dev.xdsi.imaging.archive;

import java.nio.file.Path;

/**
 * Where an archive keeps its instances, and how much it takes.
 *
 * @param path used by one process only
 * @param reserve what it leaves free there
 * @param largest bytes that an instance may have
 */
public record ArchiveFolder(Path path, Reserve reserve, long largest) {
    /** One that takes whatever its disk does. */
    public static ArchiveFolder of(Path path) {
        return new ArchiveFolder(path, Reserve.NONE, Long.MAX_VALUE);
    }
}
