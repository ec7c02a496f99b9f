package dev.xdsi.imaging.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A place where instances of our own are for good, each as a Part 10 file under a name that no other ever has: what is there under a name never
 * changes.
 */
interface InstanceHome extends InstanceKeeper {
    /** How the index says that an instance is here. */
    Origin origin();

    /**
     * Puts a complete file there for good: whatever happens afterwards, it is there when this has returned. When it throws, some of it may be
     * there until it is removed.
     *
     * @param complete the file that {@code content} wrote
     */
    void put(String name, Path complete, IncomingFile content) throws IOException;

    /** The index knows what was put there; the file that it was read from is needed no more, and goes. */
    void entered(String name, Path complete) throws IOException;

    /** It is not known yet whether the index knows what was put there. Its name stays, so that it is removed if not. */
    void inDoubt(Path complete) throws IOException;

    /** Removes it, or what there is of it; nothing happens where there is none. */
    void remove(String name) throws IOException;

    /**
     * Whether it is there and as long as it was.
     *
     * @throws InstanceUnavailable when that cannot be said now
     */
    boolean isIntact(StoredInstance instance) throws IOException;

    /**
     * Whether its data set is, byte for byte, the one that was received, and it says what it is; reads all of it.
     *
     * @throws InstanceUnavailable when that cannot be said now
     */
    boolean isAsReceived(StoredInstance instance) throws IOException;

    /**
     * The names of those in one of the folders from 0 to {@link UnknownFiles#LAST_FOLDER}.
     *
     * @throws InstanceUnavailable when that cannot be said now
     */
    List<String> names(int folder) throws IOException;

    /** A file with what is there under the name, whatever that is; stays for a while. */
    Path whatever(String name) throws IOException;
}
