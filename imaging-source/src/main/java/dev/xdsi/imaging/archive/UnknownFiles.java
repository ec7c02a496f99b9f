package dev.xdsi.imaging.archive;

import java.util.List;

/**
 * What there is in one folder of an archive.
 *
 * @param files how many there are
 * @param unknown the names of those that the index does not know, as after an older database was restored
 */
public record UnknownFiles(int files, List<String> unknown) {
    public static final int LAST_FOLDER = 0xFFFF;

    public UnknownFiles {
        unknown = List.copyOf(unknown);
    }
}
