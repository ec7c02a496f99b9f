package dev.xdsi.imaging.archive;

/** What an instance is to the manifests of its study. */
public enum InstanceRole {
    /** Listed in the manifest: images, waveforms, reports, presentation states, ordinary key object selections. */
    CONTENT,
    /** A rejection note (IOCM): never listed, and what it names is not listed either. */
    REJECTION_NOTE,
    /** A manifest that someone else made: kept and returned, never listed. */
    MANIFEST
}
