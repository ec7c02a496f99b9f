package dev.xdsi.registry.store;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What has happened in a store and nobody has settled yet. It is written with the change itself, so none is lost and none tells of what
 * was not done; one may be given more than once, until it is settled.
 */
public interface Happenings {
    /** The oldest first. */
    List<Happening> next(int atMost);

    /** That those who are to know of these have been found. */
    void settled(Set<UUID> ids);
}
