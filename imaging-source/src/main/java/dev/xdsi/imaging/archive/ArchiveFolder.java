package dev.xdsi.imaging.archive;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an archive keeps its instances, and how much it takes.
 *
 * @param path used by one process only
 * @param reserve what it leaves free there
 * @param largest bytes that an instance may have
 * @param objects what of it is in an object store; null where there is none
 */
public record ArchiveFolder(
        Path path, Reserve reserve, long largest, @Nullable ArchiveObjects objects) {
    /** One of files alone. */
    public ArchiveFolder(Path path, Reserve reserve, long largest) {
        this(path, reserve, largest, null);
    }

    /** One that takes whatever its disk does. */
    public static ArchiveFolder of(Path path) {
        return new ArchiveFolder(path, Reserve.NONE, Long.MAX_VALUE);
    }

    /** The same with these beside. */
    public ArchiveFolder with(@Nullable ArchiveObjects others) {
        return new ArchiveFolder(path, reserve, largest, others);
    }
}
