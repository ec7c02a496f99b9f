package dev.xdsi.imaging.archive;

/** Who has the bytes of an instance. */
public enum Origin {
    /** This archive, for good. */
    OWN,
    /** The PACS behind this archive; here they may be for a while. */
    PACS
}
