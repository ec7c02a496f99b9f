package dev.xdsi.imaging.archive;

import java.nio.file.Path;

/** Who has the bytes of instances, and gives them as local files. Safe for use by many at once. */
interface InstanceKeeper {
    /**
     * The instance as it is now, with its file here, which stays there until it is {@link #letGo}.
     *
     * @throws InstanceUnavailable when it is not to be had
     */
    StoredInstance use(StoredInstance instance);

    void letGo(StoredInstance instance);

    /** Where the file of an instance is, or would be if it were here. */
    Path path(StoredInstance instance);

    /**
     * The file of an instance, which stays for a while.
     *
     * @throws InstanceUnavailable when it is not to be had
     */
    Path file(StoredInstance instance);

    /** Whether its file is here now, as far as is known without looking. */
    boolean isHere(StoredInstance instance);

    /** So many bytes one answer may keep here before it begins. */
    long mostAhead();
}
