package dev.xdsi.imaging.archive;

/** Who has the bytes of an instance. */
public enum Origin {
    /** This archive, for good, in its folder. */
    OWN,
    /** This archive, for good, in its object store; here they may be for a while. */
    STORE,
    /** The PACS behind this archive; here they may be for a while. */
    PACS;

    /** Whether this archive keeps them for good, wherever. */
    public boolean isOwn() {
        return this != PACS;
    }
}
