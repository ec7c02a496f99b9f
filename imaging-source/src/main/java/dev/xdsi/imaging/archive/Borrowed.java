package dev.xdsi.imaging.archive;

import dev.xdsi.model.Oid;
import java.util.Set;

/**
 * What is known here of a study that a PACS has, by SOP Instance UIDs.
 *
 * @param there what it had when it was looked at last, rejected or not
 * @param gone what it had before, and had no more
 */
public record Borrowed(Set<Oid> there, Set<Oid> gone) {
    public Borrowed {
        there = Set.copyOf(there);
        gone = Set.copyOf(gone);
    }

    public boolean isEmpty() {
        return there.isEmpty() && gone.isEmpty();
    }
}
